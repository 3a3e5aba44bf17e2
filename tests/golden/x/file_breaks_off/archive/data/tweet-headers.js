window.YTD.tweet_headers.part0 = [
 {
  "tweet": {
   "tweet_id": "1256161439249334273",
   "user_id": "7001",
   "created_at": "Fri May 01 10:00:00 +0000 2020"
  }
 },
 {
  "tweet": {
   "tweet_id": "1256523827639222273",
   "user_id": "7001",
   "created_at": "Sat May 02 10:00:00 +0000 2020"
  }
 },
 {
  "tweet": {
   "tweet_id": "1256886216029110273",
   "user_id": "7001",
   "created_at": "Sun May 03 10:00:00 +0000 2020"
  }
 },
 {
  "tweet": {
   "tweet_id": "1257248604418998273",
   "user_id": "7001",
   "created_at": "Mon May 04 10:00:00 +0000 2020"
  }
 }
]