Grailbird.data.tweets_2014_04 = 
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
  "id_str": "450935601886134273",
  "id": 450935601886134273,
  "text": "another month",
  "created_at": "2014-04-01 10:00:00 +0000",
  "user": {
   "name": "Ada Example",
   "screen_name": "ada_example",
   "protected": false,
   "id_str": "7001",
   "id": 7001
  }
 }
]