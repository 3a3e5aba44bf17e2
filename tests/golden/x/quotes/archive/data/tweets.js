window.YTD.tweets.part0 = [
 {
  "tweet": {
   "retweeted": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": [
     {
      "url": "https://t.co/q1",
      "expanded_url": "https://twitter.com/bob/status/1254000000000000001",
      "display_url": "twitter.com/bob/stat",
      "indices": [
       "9",
       "24"
      ]
     }
    ]
   },
   "display_text_range": [
    "0",
    "24"
   ],
   "favorite_count": "0",
   "id_str": "1256161439249334273",
   "id": "1256161439249334273",
   "truncated": false,
   "created_at": "Fri May 01 10:00:00 +0000 2020",
   "full_text": "trailing https://t.co/q1",
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
    "urls": [
     {
      "url": "https://t.co/q2",
      "expanded_url": "https://x.com/bob/status/1254000000000000001?s=20",
      "display_url": "x.com/bob/status/125",
      "indices": [
       "11",
       "26"
      ]
     }
    ],
    "media": [
     {
      "type": "photo",
      "media_url_https": "https://pbs.twimg.com/media/A.jpg",
      "media_url": "http://pbs.twimg.com/media/A.jpg",
      "url": "https://t.co/MediaLink1",
      "indices": [
       "27",
       "50"
      ],
      "id_str": "1256523827639222273",
      "expanded_url": "https://twitter.com/ada_example/status/1256523827639222273/photo/1"
     }
    ]
   },
   "display_text_range": [
    "0",
    "50"
   ],
   "favorite_count": "0",
   "id_str": "1256523827639222273",
   "id": "1256523827639222273",
   "truncated": false,
   "created_at": "Sat May 02 10:00:00 +0000 2020",
   "full_text": "with media https://t.co/q2 https://t.co/MediaLink1",
   "lang": "en",
   "extended_entities": {
    "media": [
     {
      "type": "photo",
      "media_url_https": "https://pbs.twimg.com/media/A.jpg",
      "media_url": "http://pbs.twimg.com/media/A.jpg",
      "url": "https://t.co/MediaLink1",
      "indices": [
       "27",
       "50"
      ],
      "id_str": "1256523827639222273",
      "expanded_url": "https://twitter.com/ada_example/status/1256523827639222273/photo/1"
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
    "urls": [
     {
      "url": "https://t.co/q3",
      "expanded_url": "https://mobile.twitter.com/BOB/status/1254000000000000001",
      "display_url": "mobile.twitter.com/B",
      "indices": [
       "7",
       "22"
      ]
     }
    ]
   },
   "display_text_range": [
    "0",
    "22"
   ],
   "favorite_count": "0",
   "id_str": "1256886216029110273",
   "id": "1256886216029110273",
   "truncated": false,
   "created_at": "Sun May 03 10:00:00 +0000 2020",
   "full_text": "mobile https://t.co/q3",
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
    "urls": [
     {
      "url": "https://t.co/q4",
      "expanded_url": "https://twitter.com/bob/status/1254000000000000001",
      "display_url": "twitter.com/bob/stat",
      "indices": [
       "12",
       "27"
      ]
     }
    ]
   },
   "display_text_range": [
    "0",
    "38"
   ],
   "favorite_count": "0",
   "id_str": "1257248604418998273",
   "id": "1257248604418998273",
   "truncated": false,
   "created_at": "Mon May 04 10:00:00 +0000 2020",
   "full_text": "followed by https://t.co/q4 some words",
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
    "urls": [
     {
      "url": "https://t.co/q5",
      "expanded_url": "https://twitter.com/bob/status/1254000000000000001",
      "display_url": "twitter.com/bob/stat",
      "indices": [
       "18",
       "33"
      ]
     },
     {
      "url": "https://t.co/l5",
      "expanded_url": "https://example.org/page",
      "display_url": "example.org/page",
      "indices": [
       "43",
       "58"
      ]
     }
    ]
   },
   "display_text_range": [
    "0",
    "58"
   ],
   "favorite_count": "0",
   "id_str": "1257610992808886273",
   "id": "1257610992808886273",
   "truncated": false,
   "created_at": "Tue May 05 10:00:00 +0000 2020",
   "full_text": "not the last link https://t.co/q5 but this https://t.co/l5",
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
    "urls": [
     {
      "url": "https://t.co/p6",
      "expanded_url": "https://twitter.com/bob",
      "display_url": "twitter.com/bob",
      "indices": [
       "22",
       "37"
      ]
     }
    ]
   },
   "display_text_range": [
    "0",
    "37"
   ],
   "favorite_count": "0",
   "id_str": "1257973378472476673",
   "id": "1257973378472476673",
   "truncated": false,
   "created_at": "Wed May 06 10:00:00 +0000 2020",
   "full_text": "a profile is no quote https://t.co/p6",
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
    "urls": [
     {
      "url": "https://t.co/s7",
      "expanded_url": "https://twitter.com/ada_example/status/1258335766338076673/photo/1",
      "display_url": "twitter.com/ada_exam",
      "indices": [
       "22",
       "37"
      ]
     }
    ]
   },
   "display_text_range": [
    "0",
    "37"
   ],
   "favorite_count": "0",
   "id_str": "1258335766338076673",
   "id": "1258335766338076673",
   "truncated": false,
   "created_at": "Thu May 07 10:00:00 +0000 2020",
   "full_text": "its own picture again https://t.co/s7",
   "lang": "en"
  }
 }
]