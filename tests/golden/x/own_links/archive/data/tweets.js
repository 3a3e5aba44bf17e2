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
    "9"
   ],
   "favorite_count": "0",
   "id_str": "1256161439249334273",
   "id": "1256161439249334273",
   "truncated": false,
   "created_at": "Fri May 01 10:00:00 +0000 2020",
   "full_text": "the first",
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
      "url": "https://t.co/a1",
      "expanded_url": "https://twitter.com/ADA_Example/status/1256161439249334273",
      "display_url": "twitter.com/ADA_Exam",
      "indices": [
       "5",
       "20"
      ]
     },
     {
      "url": "https://t.co/z",
      "expanded_url": "https://example.org",
      "display_url": "example.org",
      "indices": [
       "26",
       "40"
      ]
     }
    ]
   },
   "display_text_range": [
    "0",
    "40"
   ],
   "favorite_count": "0",
   "id_str": "1256523827639222273",
   "id": "1256523827639222273",
   "truncated": false,
   "created_at": "Sat May 02 10:00:00 +0000 2020",
   "full_text": "back https://t.co/a1 more https://t.co/z",
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
      "url": "https://t.co/a2",
      "expanded_url": "https://twitter.com/i/web/status/1256161439249334273",
      "display_url": "twitter.com/i/web/st",
      "indices": [
       "4",
       "19"
      ]
     },
     {
      "url": "https://t.co/z",
      "expanded_url": "https://example.org",
      "display_url": "example.org",
      "indices": [
       "25",
       "39"
      ]
     }
    ]
   },
   "display_text_range": [
    "0",
    "39"
   ],
   "favorite_count": "0",
   "id_str": "1256886216029110273",
   "id": "1256886216029110273",
   "truncated": false,
   "created_at": "Sun May 03 10:00:00 +0000 2020",
   "full_text": "web https://t.co/a2 more https://t.co/z",
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
      "url": "https://t.co/a3",
      "expanded_url": "https://mobile.twitter.com/old_ada/status/1256161439249334273?s=21",
      "display_url": "mobile.twitter.com/o",
      "indices": [
       "12",
       "27"
      ]
     },
     {
      "url": "https://t.co/z",
      "expanded_url": "https://example.org",
      "display_url": "example.org",
      "indices": [
       "33",
       "47"
      ]
     }
    ]
   },
   "display_text_range": [
    "0",
    "47"
   ],
   "favorite_count": "0",
   "id_str": "1257248604418998273",
   "id": "1257248604418998273",
   "truncated": false,
   "created_at": "Mon May 04 10:00:00 +0000 2020",
   "full_text": "former name https://t.co/a3 more https://t.co/z",
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
      "url": "https://t.co/a4",
      "expanded_url": "https://x.com/ada_example/status/1256161439249334273",
      "display_url": "x.com/ada_example/st",
      "indices": [
       "7",
       "22"
      ]
     }
    ]
   },
   "display_text_range": [
    "0",
    "22"
   ],
   "favorite_count": "0",
   "id_str": "1257610992808886273",
   "id": "1257610992808886273",
   "truncated": false,
   "created_at": "Tue May 05 10:00:00 +0000 2020",
   "full_text": "quoted https://t.co/a4",
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
      "url": "https://t.co/a5",
      "expanded_url": "https://twitter.com/ada_example/status/1200000000000000001",
      "display_url": "twitter.com/ada_exam",
      "indices": [
       "9",
       "24"
      ]
     },
     {
      "url": "https://t.co/z",
      "expanded_url": "https://example.org",
      "display_url": "example.org",
      "indices": [
       "30",
       "44"
      ]
     }
    ]
   },
   "display_text_range": [
    "0",
    "44"
   ],
   "favorite_count": "0",
   "id_str": "1257973378472476673",
   "id": "1257973378472476673",
   "truncated": false,
   "created_at": "Wed May 06 10:00:00 +0000 2020",
   "full_text": "not here https://t.co/a5 more https://t.co/z",
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
    "76"
   ],
   "favorite_count": "0",
   "id_str": "1700000000",
   "id": "1700000000",
   "truncated": false,
   "created_at": "Fri May 01 10:00:00 +0000 2009",
   "full_text": "plain https://twitter.com/ada_example/status/1256161439249334273 in the text",
   "lang": "en"
  }
 }
]