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
       "0",
       "4"
      ],
      "id_str": "5003",
      "id": "5003"
     },
     {
      "name": "carol",
      "screen_name": "carol",
      "indices": [
       "5",
       "11"
      ],
      "id_str": "5005",
      "id": "5005"
     }
    ],
    "urls": [],
    "media": [
     {
      "type": "photo",
      "media_url_https": "https://pbs.twimg.com/media/AAA.jpg",
      "media_url": "http://pbs.twimg.com/media/AAA.jpg",
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
   "full_text": "@bob @carol the range says all of it https://t.co/MediaLink1",
   "lang": "en",
   "extended_entities": {
    "media": [
     {
      "type": "photo",
      "media_url_https": "https://pbs.twimg.com/media/AAA.jpg",
      "media_url": "http://pbs.twimg.com/media/AAA.jpg",
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
   "in_reply_to_status_id_str": "111",
   "in_reply_to_status_id": "111",
   "in_reply_to_user_id_str": "5003",
   "in_reply_to_user_id": "5003",
   "in_reply_to_screen_name": "bob"
  }
 }
]