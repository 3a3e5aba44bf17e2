window.YTD.community_tweet.part0 = [
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
      "media_url_https": "https://pbs.twimg.com/media/K.jpg",
      "media_url": "http://pbs.twimg.com/media/K.jpg",
      "url": "https://t.co/MediaLink1",
      "indices": [
       "15",
       "38"
      ],
      "id_str": "1257248604418998273",
      "expanded_url": "https://twitter.com/ada_example/status/1257248604418998273/photo/1"
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
   "full_text": "to a community https://t.co/MediaLink1",
   "lang": "en",
   "extended_entities": {
    "media": [
     {
      "type": "photo",
      "media_url_https": "https://pbs.twimg.com/media/K.jpg",
      "media_url": "http://pbs.twimg.com/media/K.jpg",
      "url": "https://t.co/MediaLink1",
      "indices": [
       "15",
       "38"
      ],
      "id_str": "1257248604418998273",
      "expanded_url": "https://twitter.com/ada_example/status/1257248604418998273/photo/1"
     }
    ]
   },
   "community_id": "1"
  }
 }
]