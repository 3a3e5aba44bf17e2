Grailbird.data.tweets_2013_05 = 
 [
 {
  "source": "web",
  "entities": {
   "hashtags": [
    {
     "text": "tag",
     "indices": [
      44,
      48
     ]
    }
   ],
   "user_mentions": [
    {
     "name": "bob",
     "screen_name": "bob",
     "indices": [
      33,
      37
     ],
     "id_str": "5003",
     "id": 5003
    }
   ],
   "urls": [
    {
     "url": "http://t.co/aaaa",
     "expanded_url": "http://example.org/a",
     "display_url": "example.org/a",
     "indices": [
      12,
      28
     ]
    }
   ],
   "media": []
  },
  "geo": {},
  "id_str": "329535666910134273",
  "id": 329535666910134273,
  "text": "a link http://t.co/aaaa and @bob &amp; #tag",
  "created_at": "2013-05-01 10:00:00 +0000",
  "user": {
   "name": "Ada Example",
   "screen_name": "ada_example",
   "protected": false,
   "id_str": "7001",
   "id": 7001
  }
 }
]