Grailbird.data.tweets_2009_02 = 
 [
 {
  "source": "web",
  "entities": {
   "hashtags": [],
   "user_mentions": [],
   "urls": [],
   "media": []
  },
  "geo": {},
  "id_str": "1200000002",
  "id": 1200000002,
  "text": "second of the day",
  "created_at": "2009-02-02 00:00:00 +0000",
  "user": {
   "name": "Ada Example",
   "screen_name": "ada_example",
   "protected": false,
   "id_str": "7001",
   "id": 7001
  }
 },
 {
  "source": "web",
  "entities": {
   "hashtags": [],
   "user_mentions": [],
   "urls": [],
   "media": []
  },
  "geo": {},
  "id_str": "1200000001",
  "id": 1200000001,
  "text": "first of the day",
  "created_at": "2009-02-02 00:00:00 +0000",
  "user": {
   "name": "Ada Example",
   "screen_name": "ada_example",
   "protected": false,
   "id_str": "7001",
   "id": 7001
  }
 }
]