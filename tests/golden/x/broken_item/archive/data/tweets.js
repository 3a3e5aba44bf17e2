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
    "6"
   ],
   "favorite_count": "0",
   "id_str": "1256161439249334273",
   "id": "1256161439249334273",
   "truncated": false,
   "created_at": "Fri May 01 10:00:00 +0000 2020",
   "full_text": "before",
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
    "21"
   ],
   "favorite_count": "many",
   "id_str": "1256523827639222273",
   "id": "1256523827639222273",
   "truncated": false,
   "created_at": "Sat May 02 10:00:00 +0000 2020",
   "full_text": "a number that is none",
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
    "15"
   ],
   "favorite_count": "0",
   "id_str": "1256886216029110273",
   "id": "1256886216029110273",
   "truncated": false,
   "created_at": "Sun May 03 10:00:00 +0000 2020",
   "full_text": }"broken brackets",
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
   "id_str": "1257248604418998273",
   "id": "1257248604418998273",
   "truncated": false,
   "created_at": "Mon May 04 10:00:00 +0000 2020",
   "full_text": "after",
   "lang": "en"
  }
 },
 {
  "tweet": {
   "full_text": "no id"
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
   "id_str": "1257610992808886273",
   "id": "1257610992808886273",
   "truncated": false,
   "created_at": "Tue May 05 10:00:00 +0000 2020",
   "full_text": "last",
   "lang": "en"
  }
 }
]