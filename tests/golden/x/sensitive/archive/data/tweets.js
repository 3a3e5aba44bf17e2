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
       "8",
       "31"
      ],
      "id_str": "1256161439249334273",
      "expanded_url": "https://twitter.com/ada_example/status/1256161439249334273/photo/1"
     }
    ]
   },
   "display_text_range": [
    "0",
    "31"
   ],
   "favorite_count": "0",
   "id_str": "1256161439249334273",
   "id": "1256161439249334273",
   "truncated": false,
   "created_at": "Fri May 01 10:00:00 +0000 2020",
   "full_text": "careful https://t.co/MediaLink1",
   "lang": "en",
   "extended_entities": {
    "media": [
     {
      "type": "photo",
      "media_url_https": "https://pbs.twimg.com/media/A.jpg",
      "media_url": "http://pbs.twimg.com/media/A.jpg",
      "url": "https://t.co/MediaLink1",
      "indices": [
       "8",
       "31"
      ],
      "id_str": "1256161439249334273",
      "expanded_url": "https://twitter.com/ada_example/status/1256161439249334273/photo/1"
     }
    ]
   },
   "possibly_sensitive": true
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
       "5",
       "28"
      ],
      "id_str": "1256523827639222273",
      "expanded_url": "https://twitter.com/ada_example/status/1256523827639222273/photo/1"
     }
    ]
   },
   "display_text_range": [
    "0",
    "28"
   ],
   "favorite_count": "0",
   "id_str": "1256523827639222273",
   "id": "1256523827639222273",
   "truncated": false,
   "created_at": "Sat May 02 10:00:00 +0000 2020",
   "full_text": "fine https://t.co/MediaLink1",
   "lang": "en",
   "extended_entities": {
    "media": [
     {
      "type": "photo",
      "media_url_https": "https://pbs.twimg.com/media/B.jpg",
      "media_url": "http://pbs.twimg.com/media/B.jpg",
      "url": "https://t.co/MediaLink1",
      "indices": [
       "5",
       "28"
      ],
      "id_str": "1256523827639222273",
      "expanded_url": "https://twitter.com/ada_example/status/1256523827639222273/photo/1"
     }
    ]
   },
   "possibly_sensitive": false
  }
 }
]