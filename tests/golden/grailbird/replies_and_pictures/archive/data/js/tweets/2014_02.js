Grailbird.data.tweets_2014_02 = 
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
      0,
      4
     ],
     "id_str": "5003",
     "id": 5003
    }
   ],
   "urls": [],
   "media": []
  },
  "geo": {},
  "id_str": "429917105681334273",
  "id": 429917105681334273,
  "text": "@bob yes",
  "created_at": "2014-02-02 10:00:00 +0000",
  "user": {
   "name": "Ada Example",
   "screen_name": "ada_example",
   "protected": false,
   "id_str": "7001",
   "id": 7001
  },
  "in_reply_to_status_id_str": "4",
  "in_reply_to_user_id_str": "5003",
  "in_reply_to_screen_name": "bob"
 },
 {
  "source": "web",
  "entities": {
   "hashtags": [],
   "user_mentions": [],
   "urls": [],
   "media": [
    {
     "media_url_https": "https://pbs.twimg.com/media/A.jpg",
     "media_url": "http://pbs.twimg.com/media/A.jpg",
     "url": "http://t.co/pic1",
     "indices": [
      10,
      26
     ],
     "id_str": "429554717815734273",
     "expanded_url": "https://twitter.com/ada_example/status/429554717815734273/photo/1"
    }
   ]
  },
  "geo": {},
  "id_str": "429554717815734273",
  "id": 429554717815734273,
  "text": "a picture http://t.co/pic1",
  "created_at": "2014-02-01 10:00:00 +0000",
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
  "id_str": "430279493546934273",
  "id": 430279493546934273,
  "text": "more",
  "created_at": "2014-02-03 10:00:00 +0000",
  "user": {
   "name": "Ada Example",
   "screen_name": "ada_example",
   "protected": false,
   "id_str": "7001",
   "id": 7001
  },
  "in_reply_to_status_id_str": "429554717815734273",
  "in_reply_to_user_id_str": "7001",
  "in_reply_to_screen_name": "ada_example"
 },
 {
  "source": "web",
  "entities": {
   "hashtags": [],
   "user_mentions": [],
   "urls": [
    {
     "url": "http://t.co/o1",
     "expanded_url": "https://twitter.com/ada_example/status/429554717815734273",
     "display_url": "twitter.com/ada_exam",
     "indices": [
      8,
      22
     ]
    },
    {
     "url": "http://t.co/o2",
     "expanded_url": "http://example.org/",
     "display_url": "example.org/",
     "indices": [
      27,
      41
     ]
    }
   ],
   "media": []
  },
  "geo": {},
  "id_str": "430641881412534273",
  "id": 430641881412534273,
  "text": "back to http://t.co/o1 and http://t.co/o2",
  "created_at": "2014-02-04 10:00:00 +0000",
  "user": {
   "name": "Ada Example",
   "screen_name": "ada_example",
   "protected": false,
   "id_str": "7001",
   "id": 7001
  }
 }
]