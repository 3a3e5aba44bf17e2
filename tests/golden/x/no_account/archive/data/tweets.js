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
       "5",
       "28"
      ],
      "id_str": "1256161439249334273",
      "expanded_url": "https://twitter.com/ada_example/status/1256161439249334273/photo/1"
     }
    ]
   },
   "display_text_range": [
    "0",
    "28"
   ],
   "favorite_count": "0",
   "id_str": "1256161439249334273",
   "id": "1256161439249334273",
   "truncated": false,
   "created_at": "Fri May 01 10:00:00 +0000 2020",
   "full_text": "mine https://t.co/MediaLink1",
   "lang": "en",
   "extended_entities": {
    "media": [
     {
      "type": "photo",
      "media_url_https": "https://pbs.twimg.com/media/A.jpg",
      "media_url": "http://pbs.twimg.com/media/A.jpg",
      "url": "https://t.co/MediaLink1",
      "indices": [
       "5",
       "28"
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
    "urls": []
   },
   "display_text_range": [
    "0",
    "5"
   ],
   "favorite_count": "0",
   "id_str": "1256523827639222273",
   "id": "1256523827639222273",
   "truncated": false,
   "created_at": "Sat May 02 10:00:00 +0000 2020",
   "full_text": "again",
   "lang": "en",
   "in_reply_to_status_id_str": "1256161439249334273",
   "in_reply_to_status_id": "1256161439249334273",
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
    "user_mentions": [
     {
      "name": "bob",
      "screen_name": "bob",
      "indices": [
       "0",
       "4"
      ],
      "id_str": "5003",
      "id": "5003"
     }
    ],
    "urls": []
   },
   "display_text_range": [
    "0",
    "8"
   ],
   "favorite_count": "0",
   "id_str": "1256886216029110273",
   "id": "1256886216029110273",
   "truncated": false,
   "created_at": "Sun May 03 10:00:00 +0000 2020",
   "full_text": "@bob yes",
   "lang": "en",
   "in_reply_to_status_id_str": "5",
   "in_reply_to_status_id": "5",
   "in_reply_to_user_id_str": "5003",
   "in_reply_to_user_id": "5003",
   "in_reply_to_screen_name": "bob"
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
       "0",
       "4"
      ],
      "id_str": "5003",
      "id": "5003"
     }
    ],
    "urls": []
   },
   "display_text_range": [
    "0",
    "8"
   ],
   "favorite_count": "0",
   "id_str": "1257248604418998273",
   "id": "1257248604418998273",
   "truncated": false,
   "created_at": "Mon May 04 10:00:00 +0000 2020",
   "full_text": "@bob yes",
   "lang": "en",
   "in_reply_to_status_id_str": "6",
   "in_reply_to_status_id": "6",
   "in_reply_to_user_id_str": "5003",
   "in_reply_to_user_id": "5003",
   "in_reply_to_screen_name": "bob"
  }
 }
]