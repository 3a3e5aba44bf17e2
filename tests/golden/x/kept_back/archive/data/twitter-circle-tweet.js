window.YTD.twitter_circle_tweet.part0 = [
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
    "33"
   ],
   "favorite_count": "0",
   "id_str": "1256523827639222273",
   "id": "1256523827639222273",
   "truncated": false,
   "created_at": "Sat May 02 10:00:00 +0000 2020",
   "full_text": "a circle post that X listed twice",
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
    "19"
   ],
   "favorite_count": "0",
   "id_str": "1267395462978076673",
   "id": "1267395462978076673",
   "truncated": false,
   "created_at": "Mon Jun 01 10:00:00 +0000 2020",
   "full_text": "only for the circle",
   "lang": "en"
  }
 }
]