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
    "2"
   ],
   "favorite_count": "0",
   "id_str": "1256161439144476673",
   "id": "1256161439144476673",
   "truncated": false,
   "created_at": "Fri May 01 10:00:00 +0000 2020",
   "full_text": "de",
   "lang": "de"
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
    "2"
   ],
   "favorite_count": "0",
   "id_str": "1256523827010076673",
   "id": "1256523827010076673",
   "truncated": false,
   "created_at": "Sat May 02 10:00:00 +0000 2020",
   "full_text": "in",
   "lang": "in"
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
    "2"
   ],
   "favorite_count": "0",
   "id_str": "1256886214875676673",
   "id": "1256886214875676673",
   "truncated": false,
   "created_at": "Sun May 03 10:00:00 +0000 2020",
   "full_text": "iw",
   "lang": "iw"
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
    "2"
   ],
   "favorite_count": "0",
   "id_str": "1257248602741276673",
   "id": "1257248602741276673",
   "truncated": false,
   "created_at": "Mon May 04 10:00:00 +0000 2020",
   "full_text": "ji",
   "lang": "ji"
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
    "3"
   ],
   "favorite_count": "0",
   "id_str": "1257610990606876673",
   "id": "1257610990606876673",
   "truncated": false,
   "created_at": "Tue May 05 10:00:00 +0000 2020",
   "full_text": "und",
   "lang": "und"
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
    "3"
   ],
   "favorite_count": "0",
   "id_str": "1257973378472476673",
   "id": "1257973378472476673",
   "truncated": false,
   "created_at": "Wed May 06 10:00:00 +0000 2020",
   "full_text": "qme",
   "lang": "qme"
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
    "3"
   ],
   "favorite_count": "0",
   "id_str": "1258335766338076673",
   "id": "1258335766338076673",
   "truncated": false,
   "created_at": "Thu May 07 10:00:00 +0000 2020",
   "full_text": "zxx",
   "lang": "zxx"
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
    "3"
   ],
   "favorite_count": "0",
   "id_str": "1258698154203676673",
   "id": "1258698154203676673",
   "truncated": false,
   "created_at": "Fri May 08 10:00:00 +0000 2020",
   "full_text": "art",
   "lang": "art"
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
   "id_str": "1259060542069276673",
   "id": "1259060542069276673",
   "truncated": false,
   "created_at": "Sat May 09 10:00:00 +0000 2020",
   "full_text": "zh-cn",
   "lang": "zh-cn"
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
   "id_str": "1259422929934876673",
   "id": "1259422929934876673",
   "truncated": false,
   "created_at": "Sun May 10 10:00:00 +0000 2020",
   "full_text": "none",
   "lang": null
  }
 }
]