window.YTD.tweets.part1 = [
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
    "11"
   ],
   "favorite_count": "0",
   "id_str": "1256523827639222273",
   "id": "1256523827639222273",
   "truncated": false,
   "created_at": "Sat May 02 10:00:00 +0000 2020",
   "full_text": "in part two",
   "lang": "en",
   "in_reply_to_status_id_str": "1256161439249334273",
   "in_reply_to_status_id": "1256161439249334273",
   "in_reply_to_user_id_str": "7001",
   "in_reply_to_user_id": "7001",
   "in_reply_to_screen_name": "ada_example"
  }
 }
]