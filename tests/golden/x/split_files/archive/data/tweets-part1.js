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
    "6"
   ],
   "favorite_count": "0",
   "id_str": "1257248604418998273",
   "id": "1257248604418998273",
   "truncated": false,
   "created_at": "Mon May 04 10:00:00 +0000 2020",
   "full_text": "fourth",
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
    "6"
   ],
   "favorite_count": "0",
   "id_str": "1256523827639222273",
   "id": "1256523827639222273",
   "truncated": false,
   "created_at": "Sat May 02 10:00:00 +0000 2020",
   "full_text": "second",
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
    "5"
   ],
   "favorite_count": "0",
   "id_str": "1256161439249334273",
   "id": "1256161439249334273",
   "truncated": false,
   "created_at": "Fri May 01 10:00:00 +0000 2020",
   "full_text": "first",
   "lang": "en"
  }
 }
]