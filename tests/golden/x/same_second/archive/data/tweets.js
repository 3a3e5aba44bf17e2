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
    "5"
   ],
   "favorite_count": "0",
   "id_str": "1366297152136937473",
   "id": "1366297152136937473",
   "truncated": false,
   "created_at": "Mon Mar 01 08:00:00 +0000 2021",
   "full_text": "three",
   "lang": "en",
   "in_reply_to_status_id_str": "1366297151717507073",
   "in_reply_to_status_id": "1366297151717507073",
   "in_reply_to_user_id_str": "7001",
   "in_reply_to_user_id": "7001",
   "in_reply_to_screen_name": "ada_example"
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
    "3"
   ],
   "favorite_count": "0",
   "id_str": "1366297151298076673",
   "id": "1366297151298076673",
   "truncated": false,
   "created_at": "Mon Mar 01 08:00:00 +0000 2021",
   "full_text": "one",
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
    "13"
   ],
   "favorite_count": "0",
   "id_str": "1366297152556367873",
   "id": "1366297152556367873",
   "truncated": false,
   "created_at": "Mon Mar 01 08:00:00 +0000 2021",
   "full_text": "branch of two",
   "lang": "en",
   "in_reply_to_status_id_str": "1366297151717507073",
   "in_reply_to_status_id": "1366297151717507073",
   "in_reply_to_user_id_str": "7001",
   "in_reply_to_user_id": "7001",
   "in_reply_to_screen_name": "ada_example"
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
    "3"
   ],
   "favorite_count": "0",
   "id_str": "1366297151717507073",
   "id": "1366297151717507073",
   "truncated": false,
   "created_at": "Mon Mar 01 08:00:00 +0000 2021",
   "full_text": "two",
   "lang": "en",
   "in_reply_to_status_id_str": "1366297151298076673",
   "in_reply_to_status_id": "1366297151298076673",
   "in_reply_to_user_id_str": "7001",
   "in_reply_to_user_id": "7001",
   "in_reply_to_screen_name": "ada_example"
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
    "19"
   ],
   "favorite_count": "0",
   "id_str": "1366312250792476673",
   "id": "1366312250792476673",
   "truncated": false,
   "created_at": "Mon Mar 01 09:00:00 +0000 2021",
   "full_text": "to one that is gone",
   "lang": "en",
   "in_reply_to_status_id_str": "999",
   "in_reply_to_status_id": "999",
   "in_reply_to_user_id_str": "7001",
   "in_reply_to_user_id": "7001",
   "in_reply_to_screen_name": "ada_example"
  }
 }
]