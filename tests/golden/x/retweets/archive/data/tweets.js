window.YTD.tweets.part0 = [
 {
  "tweet": {
   "retweeted": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [
     {
      "name": "bob",
      "screen_name": "bob",
      "indices": [
       "3",
       "7"
      ],
      "id_str": "5003",
      "id": "5003"
     }
    ],
    "urls": []
   },
   "display_text_range": [
    "0",
    "52"
   ],
   "favorite_count": "0",
   "id_str": "1256161439249334273",
   "id": "1256161439249334273",
   "truncated": false,
   "created_at": "Fri May 01 10:00:00 +0000 2020",
   "full_text": "RT @bob: cut at a hundred and forty https://t.co/ab…",
   "lang": "en"
  }
 },
 {
  "tweet": {
   "retweeted": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [
     {
      "name": "bob",
      "screen_name": "bob",
      "indices": [
       "3",
       "7"
      ],
      "id_str": "5003",
      "id": "5003"
     }
    ],
    "urls": [],
    "media": [
     {
      "type": "photo",
      "media_url_https": "https://pbs.twimg.com/media/A.jpg",
      "media_url": "http://pbs.twimg.com/media/A.jpg",
      "source_status_id_str": "1254000000000000001",
      "source_user_id_str": "5003",
      "expanded_url": "https://twitter.com/bob/status/1254000000000000001/photo/1",
      "url": "https://t.co/MediaLink1",
      "indices": [
       "20",
       "43"
      ],
      "id_str": "1256523827639222273"
     }
    ]
   },
   "display_text_range": [
    "0",
    "43"
   ],
   "favorite_count": "0",
   "id_str": "1256523827639222273",
   "id": "1256523827639222273",
   "truncated": false,
   "created_at": "Sat May 02 10:00:00 +0000 2020",
   "full_text": "RT @bob: with media https://t.co/MediaLink1",
   "lang": "en",
   "extended_entities": {
    "media": [
     {
      "type": "photo",
      "media_url_https": "https://pbs.twimg.com/media/A.jpg",
      "media_url": "http://pbs.twimg.com/media/A.jpg",
      "source_status_id_str": "1254000000000000001",
      "source_user_id_str": "5003",
      "expanded_url": "https://twitter.com/bob/status/1254000000000000001/photo/1",
      "url": "https://t.co/MediaLink1",
      "indices": [
       "20",
       "43"
      ],
      "id_str": "1256523827639222273"
     }
    ]
   }
  }
 },
 {
  "tweet": {
   "retweeted": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [
     {
      "name": "bob",
      "screen_name": "bob",
      "indices": [
       "3",
       "7"
      ],
      "id_str": "5003",
      "id": "5003"
     }
    ],
    "urls": [],
    "media": [
     {
      "type": "photo",
      "media_url_https": "https://pbs.twimg.com/media/B.jpg",
      "media_url": "http://pbs.twimg.com/media/B.jpg",
      "source_status_id_str": "1254000000000000009",
      "source_user_id_str": "5999",
      "expanded_url": "https://twitter.com/bob/status/1254000000000000001/photo/1",
      "url": "https://t.co/MediaLink1",
      "indices": [
       "33",
       "56"
      ],
      "id_str": "1256886216029110273"
     }
    ]
   },
   "display_text_range": [
    "0",
    "56"
   ],
   "favorite_count": "0",
   "id_str": "1256886216029110273",
   "id": "1256886216029110273",
   "truncated": false,
   "created_at": "Sun May 03 10:00:00 +0000 2020",
   "full_text": "RT @bob: media of a third person https://t.co/MediaLink1",
   "lang": "en",
   "extended_entities": {
    "media": [
     {
      "type": "photo",
      "media_url_https": "https://pbs.twimg.com/media/B.jpg",
      "media_url": "http://pbs.twimg.com/media/B.jpg",
      "source_status_id_str": "1254000000000000009",
      "source_user_id_str": "5999",
      "expanded_url": "https://twitter.com/bob/status/1254000000000000001/photo/1",
      "url": "https://t.co/MediaLink1",
      "indices": [
       "33",
       "56"
      ],
      "id_str": "1256886216029110273"
     }
    ]
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
    "37"
   ],
   "favorite_count": "0",
   "id_str": "1257248604418998273",
   "id": "1257248604418998273",
   "truncated": false,
   "created_at": "Mon May 04 10:00:00 +0000 2020",
   "full_text": "RT @gone_account: its author has left",
   "lang": "en"
  }
 },
 {
  "tweet": {
   "retweeted": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [
     {
      "name": "bob",
      "screen_name": "bob",
      "indices": [
       "30",
       "34"
      ],
      "id_str": "5003",
      "id": "5003"
     }
    ],
    "urls": []
   },
   "display_text_range": [
    "0",
    "51"
   ],
   "favorite_count": "0",
   "id_str": "1257610992808886273",
   "id": "1257610992808886273",
   "truncated": false,
   "created_at": "Tue May 05 10:00:00 +0000 2020",
   "full_text": "RT is short for retweet, says @bob; this is not one",
   "lang": "en"
  }
 },
 {
  "tweet": {
   "retweeted": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [
     {
      "name": "bob",
      "screen_name": "bob",
      "indices": [
       "20",
       "24"
      ],
      "id_str": "5003",
      "id": "5003"
     }
    ],
    "urls": []
   },
   "display_text_range": [
    "0",
    "53"
   ],
   "favorite_count": "0",
   "id_str": "1257973378472476673",
   "id": "1257973378472476673",
   "truncated": false,
   "created_at": "Wed May 06 10:00:00 +0000 2020",
   "full_text": "This is so true! RT @bob: old custom, own words first",
   "lang": "en"
  }
 }
]