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
    "18"
   ],
   "favorite_count": "0",
   "id_str": "1256161439249334273",
   "id": "1256161439249334273",
   "truncated": false,
   "created_at": "Fri May 01 10:00:00 +0000 2020",
   "full_text": "to the millisecond",
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
    "18"
   ],
   "favorite_count": "0",
   "id_str": "1700000000",
   "id": "1700000000",
   "truncated": false,
   "created_at": "Sun Mar 01 10:00:00 +0000 2009",
   "full_text": "before the new ids",
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
    "20"
   ],
   "favorite_count": "0",
   "id_str": "1256176567999004673",
   "id": "1256176567999004673",
   "truncated": false,
   "created_at": "Fri May 01 11:00:00 +0000 2020",
   "full_text": "id and date disagree",
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
    "7"
   ],
   "favorite_count": "0",
   "id_str": "1256523827639222273",
   "id": "1256523827639222273",
   "truncated": false,
   "created_at": "yesterday",
   "full_text": "no date",
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
   "id_str": "1800000000",
   "id": "1800000000",
   "truncated": false,
   "created_at": "",
   "full_text": "old and no date",
   "lang": "en"
  }
 }
]