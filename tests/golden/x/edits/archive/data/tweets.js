window.YTD.tweets.part0 = [
 {
  "tweet": {
   "retweeted": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": [],
    "media": [
     {
      "type": "photo",
      "media_url_https": "https://pbs.twimg.com/media/E.jpg",
      "media_url": "http://pbs.twimg.com/media/E.jpg",
      "url": "https://t.co/MediaLink1",
      "indices": [
       "23",
       "46"
      ],
      "id_str": "1609491369712156673",
      "expanded_url": "https://twitter.com/ada_example/status/1609491369712156673/photo/1"
     }
    ]
   },
   "display_text_range": [
    "0",
    "46"
   ],
   "favorite_count": "0",
   "id_str": "1609491369712156673",
   "id": "1609491369712156673",
   "truncated": false,
   "created_at": "Sun Jan 01 10:07:00 +0000 2023",
   "full_text": "Third and last version https://t.co/MediaLink1",
   "lang": "en",
   "extended_entities": {
    "media": [
     {
      "type": "photo",
      "media_url_https": "https://pbs.twimg.com/media/E.jpg",
      "media_url": "http://pbs.twimg.com/media/E.jpg",
      "url": "https://t.co/MediaLink1",
      "indices": [
       "23",
       "46"
      ],
      "id_str": "1609491369712156673",
      "expanded_url": "https://twitter.com/ada_example/status/1609491369712156673/photo/1"
     }
    ]
   },
   "edit_info": {
    "edit": {
     "initialTweetId": "1609489608104476673",
     "editControlInitial": {
      "editTweetIds": [
       "1609489608104476673",
       "1609490866395676673",
       "1609491369712156673"
      ],
      "editsRemaining": "3",
      "isEditEligible": false
     }
    }
   }
  }
 },
 {
  "tweet": {
   "retweeted": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "display_text_range": [
    "0",
    "12"
   ],
   "favorite_count": "0",
   "id_str": "1609489608104476673",
   "id": "1609489608104476673",
   "truncated": false,
   "created_at": "Sun Jan 01 10:00:00 +0000 2023",
   "full_text": "First verson",
   "lang": "en",
   "edit_info": {
    "initial": {
     "editTweetIds": [
      "1609489608104476673"
     ],
     "editsRemaining": "5",
     "isEditEligible": true
    }
   }
  }
 },
 {
  "tweet": {
   "retweeted": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "display_text_range": [
    "0",
    "14"
   ],
   "favorite_count": "0",
   "id_str": "1609490866395676673",
   "id": "1609490866395676673",
   "truncated": false,
   "created_at": "Sun Jan 01 10:05:00 +0000 2023",
   "full_text": "Second version",
   "lang": "en",
   "edit_info": {
    "edit": {
     "initialTweetId": "1609489608104476673",
     "editControlInitial": {
      "editTweetIds": [
       "1609489608104476673",
       "1609490866395676673"
      ],
      "editsRemaining": "3",
      "isEditEligible": false
     }
    }
   }
  }
 },
 {
  "tweet": {
   "retweeted": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "display_text_range": [
    "0",
    "30"
   ],
   "favorite_count": "0",
   "id_str": "1609504707598876673",
   "id": "1609504707598876673",
   "truncated": false,
   "created_at": "Sun Jan 01 11:00:00 +0000 2023",
   "full_text": "An answer to the first version",
   "lang": "en",
   "in_reply_to_status_id_str": "1609489608104476673",
   "in_reply_to_status_id": "1609489608104476673",
   "in_reply_to_user_id_str": "7001",
   "in_reply_to_user_id": "7001",
   "in_reply_to_screen_name": "ada_example"
  }
 },
 {
  "tweet": {
   "retweeted": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": [
     {
      "url": "https://t.co/o1",
      "expanded_url": "https://twitter.com/ada_example/status/1609490866395676673",
      "display_url": "twitter.com/ada_exam",
      "indices": [
       "21",
       "36"
      ]
     },
     {
      "url": "https://t.co/o2",
      "expanded_url": "https://example.org",
      "display_url": "example.org",
      "indices": [
       "46",
       "61"
      ]
     }
    ]
   },
   "display_text_range": [
    "0",
    "61"
   ],
   "favorite_count": "0",
   "id_str": "1609519807093276673",
   "id": "1609519807093276673",
   "truncated": false,
   "created_at": "Sun Jan 01 12:00:00 +0000 2023",
   "full_text": "A link to the second https://t.co/o1 version, https://t.co/o2",
   "lang": "en"
  }
 },
 {
  "tweet": {
   "retweeted": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "display_text_range": [
    "0",
    "12"
   ],
   "favorite_count": "0",
   "id_str": "1609534906587676673",
   "id": "1609534906587676673",
   "truncated": false,
   "created_at": "Sun Jan 01 13:00:00 +0000 2023",
   "full_text": "Never edited",
   "lang": "en",
   "edit_info": {
    "initial": {
     "editTweetIds": [
      "1609534906587676673"
     ],
     "editsRemaining": "5",
     "isEditEligible": true
    }
   }
  }
 }
]