window.YTD.tweet.part0 = [
 {
  "retweeted": false,
  "entities": {
   "hashtags": [],
   "symbols": [],
   "user_mentions": [],
   "urls": [],
   "media": [
    {
     "type": "photo",
     "media_url_https": "https://pbs.twimg.com/media/A.jpg",
     "media_url": "http://pbs.twimg.com/media/A.jpg",
     "url": "https://t.co/MediaLink1",
     "indices": [
      "12",
      "35"
     ],
     "id_str": "969150249694134273",
     "expanded_url": "https://twitter.com/ada_example/status/969150249694134273/photo/1"
    }
   ]
  },
  "display_text_range": [
   "0",
   "35"
  ],
  "favorite_count": "0",
  "id_str": "969150249694134273",
  "id": "969150249694134273",
  "truncated": false,
  "created_at": "Thu Mar 01 10:00:00 +0000 2018",
  "full_text": "at the root https://t.co/MediaLink1",
  "lang": "en",
  "extended_entities": {
   "media": [
    {
     "type": "photo",
     "media_url_https": "https://pbs.twimg.com/media/A.jpg",
     "media_url": "http://pbs.twimg.com/media/A.jpg",
     "url": "https://t.co/MediaLink1",
     "indices": [
      "12",
      "35"
     ],
     "id_str": "969150249694134273",
     "expanded_url": "https://twitter.com/ada_example/status/969150249694134273/photo/1"
    }
   ]
  }
 }
]