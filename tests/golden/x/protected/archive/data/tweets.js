window.YTD.tweets.part0 = [
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
    "10"
   ],
   "favorite_count": "0",
   "id_str": "1256161439249334273",
   "id": "1256161439249334273",
   "truncated": false,
   "created_at": "Fri May 01 10:00:00 +0000 2020",
   "full_text": "was hidden",
   "lang": "en"
  }
 }
]