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
       "5",
       "9"
      ],
      "id_str": "5003",
      "id": "5003"
     },
     {
      "name": "Carol_2",
      "screen_name": "Carol_2",
      "indices": [
       "11",
       "19"
      ],
      "id_str": "5007",
      "id": "5007"
     }
    ],
    "urls": []
   },
   "display_text_range": [
    "0",
    "63"
   ],
   "favorite_count": "0",
   "id_str": "1256161439249334273",
   "id": "1256161439249334273",
   "truncated": false,
   "created_at": "Fri May 01 10:00:00 +0000 2020",
   "full_text": "with @bob, @Carol_2 and mail@example.org, @ alone, @nobody_here",
   "lang": "en"
  }
 }
]