Grailbird.data.tweets_2014_03 = 
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
  "id_str": "439701578052534273",
  "id": 439701578052534273,
  "text": "whole",
  "created_at": "2014-03-01 10:00:00 +0000",
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
  "id_str": "440063965918134273",
  "id": 440063965918134273,
  "text": "cut 