window.YTD.tweets.part0 = [
 {
  "tweet": {
   "retweeted": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": [
     {
      "url": "http://t.co/aaaa",
      "expanded_url": "http://example.org/old",
      "display_url": "example.org/old",
      "indices": [
       "4",
       "20"
      ]
     }
    ]
   },
   "display_text_range": [
    "0",
    "20"
   ],
   "favorite_count": "0",
   "id_str": "1256161439249334273",
   "id": "1256161439249334273",
   "truncated": false,
   "created_at": "Fri May 01 10:00:00 +0000 2020",
   "full_text": "old http://t.co/aaaa",
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
    "32"
   ],
   "favorite_count": "0",
   "id_str": "1256523827639222273",
   "id": "1256523827639222273",
   "truncated": false,
   "created_at": "Sat May 02 10:00:00 +0000 2020",
   "full_text": "no entity http://t.co/bbbb, kept",
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
    "urls": [
     {
      "url": "https://t.co/cccc",
      "expanded_url": "https://t.co/dddd",
      "display_url": "t.co/dddd",
      "indices": [
       "21",
       "38"
      ]
     }
    ]
   },
   "display_text_range": [
    "0",
    "38"
   ],
   "favorite_count": "0",
   "id_str": "1256886216029110273",
   "id": "1256886216029110273",
   "truncated": false,
   "created_at": "Sun May 03 10:00:00 +0000 2020",
   "full_text": "to another shortener https://t.co/cccc",
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
    "60"
   ],
   "favorite_count": "0",
   "id_str": "1700000000",
   "id": "1700000000",
   "truncated": false,
   "created_at": "Fri May 01 10:00:00 +0000 2009",
   "full_text": "plain http://example.org/a_(b)? and (https://example.org/x).",
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
    "urls": [
     {
      "url": "https://t.co/eeee",
      "expanded_url": "https://example.org/e",
      "display_url": "example.org/e",
      "indices": [
       "10",
       "29"
      ]
     }
    ]
   },
   "display_text_range": [
    "0",
    "29"
   ],
   "favorite_count": "0",
   "id_str": "1257248604418998273",
   "id": "1257248604418998273",
   "truncated": false,
   "created_at": "Mon May 04 10:00:00 +0000 2020",
   "full_text": "wrong place https://t.co/eeee",
   "lang": "en"
  }
 }
]