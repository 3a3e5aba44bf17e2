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
    "urls": []
   },
   "display_text_range": [
    "0",
    "26"
   ],
   "favorite_count": "0",
   "id_str": "1256161439249334273",
   "id": "1256161439249334273",
   "truncated": false,
   "created_at": "Fri May 01 10:00:00 +0000 2020",
   "full_text": "@bob @carol put there by X",
   "lang": "en",
   "in_reply_to_status_id_str": "11",
   "in_reply_to_status_id": "11",
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
    "36"
   ],
   "favorite_count": "0",
   "id_str": "1256523827639222273",
   "id": "1256523827639222273",
   "truncated": false,
   "created_at": "Sat May 02 10:00:00 +0000 2020",
   "full_text": "@bob not an answer, just a beginning",
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
    "4"
   ],
   "favorite_count": "0",
   "id_str": "1256886216029110273",
   "id": "1256886216029110273",
   "truncated": false,
   "created_at": "Sun May 03 10:00:00 +0000 2020",
   "full_text": "root",
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
    "49"
   ],
   "favorite_count": "0",
   "id_str": "1257248604418998273",
   "id": "1257248604418998273",
   "truncated": false,
   "created_at": "Mon May 04 10:00:00 +0000 2020",
   "full_text": "@bob an answer to myself that begins with another",
   "lang": "en",
   "in_reply_to_status_id_str": "1256886216029110273",
   "in_reply_to_status_id": "1256886216029110273",
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
      "name": "gone",
      "screen_name": "gone",
      "indices": [
       "0",
       "5"
      ],
      "id_str": "-1",
      "id": "-1"
     }
    ],
    "urls": []
   },
   "display_text_range": [
    "0",
    "26"
   ],
   "favorite_count": "0",
   "id_str": "1257610992808886273",
   "id": "1257610992808886273",
   "truncated": false,
   "created_at": "Tue May 05 10:00:00 +0000 2020",
   "full_text": "@gone to somebody who left",
   "lang": "en",
   "in_reply_to_user_id_str": "-1",
   "in_reply_to_user_id": "-1"
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
    "23"
   ],
   "favorite_count": "0",
   "id_str": "1257973378472476673",
   "id": "1257973378472476673",
   "truncated": false,
   "created_at": "Wed May 06 10:00:00 +0000 2020",
   "full_text": "@bob to the person only",
   "lang": "en",
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
    "user_mentions": [],
    "urls": []
   },
   "display_text_range": [
    "0",
    "16"
   ],
   "favorite_count": "0",
   "id_str": "1258335766338076673",
   "id": "1258335766338076673",
   "truncated": false,
   "created_at": "Thu May 07 10:00:00 +0000 2020",
   "full_text": "No name in front",
   "lang": "en",
   "in_reply_to_status_id_str": "12",
   "in_reply_to_status_id": "12",
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
      "name": "ada_example",
      "screen_name": "ada_example",
      "indices": [
       "0",
       "12"
      ],
      "id_str": "7001",
      "id": "7001"
     }
    ],
    "urls": []
   },
   "display_text_range": [
    "0",
    "33"
   ],
   "favorite_count": "0",
   "id_str": "1258698154203676673",
   "id": "1258698154203676673",
   "truncated": false,
   "created_at": "Fri May 08 10:00:00 +0000 2020",
   "full_text": "@ada_example my own name in front",
   "lang": "en",
   "in_reply_to_status_id_str": "1256886216029110273",
   "in_reply_to_status_id": "1256886216029110273",
   "in_reply_to_user_id_str": "7001",
   "in_reply_to_user_id": "7001",
   "in_reply_to_screen_name": "ada_example"
  }
 }
]