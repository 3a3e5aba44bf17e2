Grailbird.data.tweets_2014_01 = 
 [
 {
  "source": "web",
  "entities": {
   "hashtags": [],
   "user_mentions": [
    {
     "name": "bob",
     "screen_name": "bob",
     "indices": [
      3,
      7
     ],
     "id_str": "5003",
     "id": 5003
    }
   ],
   "urls": [],
   "media": []
  },
  "geo": {},
  "id_str": "418320693982134273",
  "id": 418320693982134273,
  "text": "RT @bob: the original is in the file, however long it…",
  "created_at": "2014-01-01 10:00:00 +0000",
  "user": {
   "name": "Ada Example",
   "screen_name": "ada_example",
   "protected": false,
   "id_str": "7001",
   "id": 7001
  },
  "retweeted_status": {
   "id_str": "418000000000000001",
   "id": 418000000000000001,
   "text": "the original is in the file, however long it was",
   "user": {
    "id_str": "5003",
    "id": 5003,
    "screen_name": "bob",
    "name": "Bob"
   }
  }
 },
 {
  "source": "web",
  "entities": {
   "hashtags": [],
   "user_mentions": [
    {
     "name": "bob",
     "screen_name": "bob",
     "indices": [
      3,
      7
     ],
     "id_str": "5003",
     "id": 5003
    }
   ],
   "urls": [],
   "media": []
  },
  "geo": {},
  "id_str": "418683081847734273",
  "id": 418683081847734273,
  "text": "RT @bob by hand",
  "created_at": "2014-01-02 10:00:00 +0000",
  "user": {
   "name": "Ada Example",
   "screen_name": "ada_example",
   "protected": false,
   "id_str": "7001",
   "id": 7001
  }
 }
]