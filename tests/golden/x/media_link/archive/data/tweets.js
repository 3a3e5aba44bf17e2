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
      "media_url_https": "https://pbs.twimg.com/media/A.jpg",
      "media_url": "http://pbs.twimg.com/media/A.jpg",
      "url": "https://t.co/MediaLink1",
      "indices": [
       "37",
       "60"
      ],
      "id_str": "1256161439249334273",
      "expanded_url": "https://twitter.com/ada_example/status/1256161439249334273/photo/1"
     }
    ]
   },
   "display_text_range": [
    "0",
    "60"
   ],
   "favorite_count": "0",
   "id_str": "1256161439249334273",
   "id": "1256161439249334273",
   "truncated": false,
   "created_at": "Fri May 01 10:00:00 +0000 2020",
   "full_text": "At the end, with a line break before\nhttps://t.co/MediaLink1",
   "lang": "en",
   "extended_entities": {
    "media": [
     {
      "type": "photo",
      "media_url_https": "https://pbs.twimg.com/media/A.jpg",
      "media_url": "http://pbs.twimg.com/media/A.jpg",
      "url": "https://t.co/MediaLink1",
      "indices": [
       "37",
       "60"
      ],
      "id_str": "1256161439249334273",
      "expanded_url": "https://twitter.com/ada_example/status/1256161439249334273/photo/1"
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
    "urls": [],
    "media": [
     {
      "type": "photo",
      "media_url_https": "https://pbs.twimg.com/media/B.jpg",
      "media_url": "http://pbs.twimg.com/media/B.jpg",
      "url": "https://t.co/MediaLink1",
      "indices": [
       "7",
       "30"
      ],
      "id_str": "1256523827639222273",
      "expanded_url": "https://twitter.com/ada_example/status/1256523827639222273/photo/1"
     }
    ]
   },
   "display_text_range": [
    "0",
    "37"
   ],
   "favorite_count": "0",
   "id_str": "1256523827639222273",
   "id": "1256523827639222273",
   "truncated": false,
   "created_at": "Sat May 02 10:00:00 +0000 2020",
   "full_text": "In the https://t.co/MediaLink1 middle",
   "lang": "en",
   "extended_entities": {
    "media": [
     {
      "type": "photo",
      "media_url_https": "https://pbs.twimg.com/media/B.jpg",
      "media_url": "http://pbs.twimg.com/media/B.jpg",
      "url": "https://t.co/MediaLink1",
      "indices": [
       "7",
       "30"
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
    "urls": [],
    "media": [
     {
      "type": "photo",
      "media_url_https": "https://pbs.twimg.com/media/C.jpg",
      "media_url": "http://pbs.twimg.com/media/C.jpg",
      "url": "https://t.co/MediaLink1",
      "indices": [
       "0",
       "23"
      ],
      "id_str": "1256886216029110273",
      "expanded_url": "https://twitter.com/ada_example/status/1256886216029110273/photo/1"
     }
    ]
   },
   "display_text_range": [
    "0",
    "23"
   ],
   "favorite_count": "0",
   "id_str": "1256886216029110273",
   "id": "1256886216029110273",
   "truncated": false,
   "created_at": "Sun May 03 10:00:00 +0000 2020",
   "full_text": "https://t.co/MediaLink1",
   "lang": "en",
   "extended_entities": {
    "media": [
     {
      "type": "photo",
      "media_url_https": "https://pbs.twimg.com/media/C.jpg",
      "media_url": "http://pbs.twimg.com/media/C.jpg",
      "url": "https://t.co/MediaLink1",
      "indices": [
       "0",
       "23"
      ],
      "id_str": "1256886216029110273",
      "expanded_url": "https://twitter.com/ada_example/status/1256886216029110273/photo/1"
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
    "urls": [],
    "media": [
     {
      "type": "photo",
      "media_url_https": "https://pbs.twimg.com/media/D.jpg",
      "media_url": "http://pbs.twimg.com/media/D.jpg",
      "url": "https://t.co/MediaLink1",
      "indices": [
       "0",
       "23"
      ],
      "id_str": "1257248604418998273",
      "expanded_url": "https://twitter.com/ada_example/status/1257248604418998273/photo/1"
     }
    ]
   },
   "display_text_range": [
    "0",
    "32"
   ],
   "favorite_count": "0",
   "id_str": "1257248604418998273",
   "id": "1257248604418998273",
   "truncated": false,
   "created_at": "Mon May 04 10:00:00 +0000 2020",
   "full_text": "https://t.co/MediaLink1 in front",
   "lang": "en",
   "extended_entities": {
    "media": [
     {
      "type": "photo",
      "media_url_https": "https://pbs.twimg.com/media/D.jpg",
      "media_url": "http://pbs.twimg.com/media/D.jpg",
      "url": "https://t.co/MediaLink1",
      "indices": [
       "0",
       "23"
      ],
      "id_str": "1257248604418998273",
      "expanded_url": "https://twitter.com/ada_example/status/1257248604418998273/photo/1"
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
    "urls": [],
    "media": [
     {
      "type": "photo",
      "media_url_https": "https://pbs.twimg.com/media/E.jpg",
      "media_url": "http://pbs.twimg.com/media/E.jpg",
      "url": "https://t.co/MediaLink1",
      "indices": [
       "9",
       "32"
      ],
      "id_str": "1257610992808886273",
      "expanded_url": "https://twitter.com/ada_example/status/1257610992808886273/photo/1"
     }
    ]
   },
   "display_text_range": [
    "0",
    "45"
   ],
   "favorite_count": "0",
   "id_str": "1257610992808886273",
   "id": "1257610992808886273",
   "truncated": false,
   "created_at": "Tue May 05 10:00:00 +0000 2020",
   "full_text": "no blank:https://t.co/MediaLink1. Then a stop",
   "lang": "en",
   "extended_entities": {
    "media": [
     {
      "type": "photo",
      "media_url_https": "https://pbs.twimg.com/media/E.jpg",
      "media_url": "http://pbs.twimg.com/media/E.jpg",
      "url": "https://t.co/MediaLink1",
      "indices": [
       "9",
       "32"
      ],
      "id_str": "1257610992808886273",
      "expanded_url": "https://twitter.com/ada_example/status/1257610992808886273/photo/1"
     }
    ]
   }
  }
 }
]