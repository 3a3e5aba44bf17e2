window.YTD.tweets.part0 = [
 {
  "tweet": {
   "retweeted": false,
   "entities": {
    "hashtags": [
     {
      "text": "Größe",
      "indices": [
       "51",
       "57"
      ]
     }
    ],
    "symbols": [],
    "user_mentions": [
     {
      "name": "bob",
      "screen_name": "bob",
      "indices": [
       "62",
       "66"
      ],
      "id_str": "5003",
      "id": "5003"
     }
    ],
    "urls": [
     {
      "url": "https://t.co/aaaaaaaaaa",
      "expanded_url": "https://example.org/?a=1&b=2",
      "display_url": "example.org/?a=1&b=2",
      "indices": [
       "22",
       "45"
      ]
     }
    ]
   },
   "display_text_range": [
    "0",
    "75"
   ],
   "favorite_count": "0",
   "id_str": "1256161439249334273",
   "id": "1256161439249334273",
   "truncated": false,
   "created_at": "Fri May 01 10:00:00 +0000 2020",
   "full_text": "🍞🌌 1 &lt; 2 &amp; \"x\" https://t.co/aaaaaaaaaa then #Größe and @bob &gt; all",
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
    "59"
   ],
   "favorite_count": "0",
   "id_str": "1256523827639222273",
   "id": "1256523827639222273",
   "truncated": false,
   "created_at": "Sat May 02 10:00:00 +0000 2020",
   "full_text": "Written as &amp;lt; and &amp;amp;amp; by hand &amp; so kept",
   "lang": "en"
  }
 },
 {
  "tweet": {
   "retweeted": false,
   "entities": {
    "hashtags": [
     {
      "text": "日本語",
      "indices": [
       "18",
       "22"
      ]
     }
    ],
    "symbols": [],
    "user_mentions": [
     {
      "name": "bob",
      "screen_name": "bob",
      "indices": [
       "23",
       "27"
      ],
      "id_str": "5003",
      "id": "5003"
     }
    ],
    "urls": [
     {
      "url": "https://t.co/bbbbbbbbbb",
      "expanded_url": "https://example.org/ünï?q=<x>",
      "display_url": "example.org/ünï?q=<x",
      "indices": [
       "29",
       "52"
      ]
     }
    ]
   },
   "display_text_range": [
    "0",
    "52"
   ],
   "favorite_count": "0",
   "id_str": "1256886216029110273",
   "id": "1256886216029110273",
   "truncated": false,
   "created_at": "Sun May 03 10:00:00 +0000 2020",
   "full_text": "👨‍👩‍👧‍👦🏴󠁧󠁢󠁳󠁣󠁴󠁿 é #日本語 @bob: https://t.co/bbbbbbbbbb",
   "lang": "en"
  }
 }
]