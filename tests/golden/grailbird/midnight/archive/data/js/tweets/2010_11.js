Grailbird.data.tweets_2010_11 = 
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
  "id_str": "536369705254913",
  "id": 536369705254913,
  "text": "midnight by the file, afternoon by the id",
  "created_at": "2010-11-05 00:00:00 +0000",
  "user": {
   "name": "Ada Example",
   "screen_name": "ada_example",
   "protected": false,
   "id_str": "7001",
   "id": 7001
  }
 }
]