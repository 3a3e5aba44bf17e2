window.YTD.tweets.part0 = [
 {
  "tweet": {
   "retweeted": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": [],
    "media": [
     {
      "type": "photo",
      "media_url_https": "https://pbs.twimg.com/media/P0.jpg",
      "media_url": "http://pbs.twimg.com/media/P0.jpg",
      "url": "https://t.co/MediaLink1",
      "indices": [
       "5",
       "28"
      ],
      "id_str": "1256161439249334273",
      "expanded_url": "https://twitter.com/ada_example/status/1256161439249334273/photo/1"
     }
    ]
   },
   "display_text_range": [
    "0",
    "28"
   ],
   "favorite_count": "0",
   "id_str": "1256161439249334273",
   "id": "1256161439249334273",
   "truncated": false,
   "created_at": "Fri May 01 10:00:00 +0000 2020",
   "full_text": "four https://t.co/MediaLink1",
   "lang": "en",
   "extended_entities": {
    "media": [
     {
      "type": "photo",
      "media_url_https": "https://pbs.twimg.com/media/P0.jpg",
      "media_url": "http://pbs.twimg.com/media/P0.jpg",
      "url": "https://t.co/MediaLink1",
      "indices": [
       "5",
       "28"
      ],
      "id_str": "1256161439249334273",
      "expanded_url": "https://twitter.com/ada_example/status/1256161439249334273/photo/1"
     },
     {
      "type": "photo",
      "media_url_https": "https://pbs.twimg.com/media/P1.jpg",
      "media_url": "http://pbs.twimg.com/media/P1.jpg",
      "url": "https://t.co/MediaLink1",
      "indices": [
       "5",
       "28"
      ],
      "id_str": "1256161439249334274",
      "expanded_url": "https://twitter.com/ada_example/status/1256161439249334273/photo/1"
     },
     {
      "type": "photo",
      "media_url_https": "https://pbs.twimg.com/media/P2.jpg",
      "media_url": "http://pbs.twimg.com/media/P2.jpg",
      "url": "https://t.co/MediaLink1",
      "indices": [
       "5",
       "28"
      ],
      "id_str": "1256161439249334275",
      "expanded_url": "https://twitter.com/ada_example/status/1256161439249334273/photo/1"
     },
     {
      "type": "photo",
      "media_url_https": "https://pbs.twimg.com/media/P3.jpg",
      "media_url": "http://pbs.twimg.com/media/P3.jpg",
      "url": "https://t.co/MediaLink1",
      "indices": [
       "5",
       "28"
      ],
      "id_str": "1256161439249334276",
      "expanded_url": "https://twitter.com/ada_example/status/1256161439249334273/photo/1"
     }
    ]
   }
  }
 },
 {
  "tweet": {
   "retweeted": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": [],
    "media": [
     {
      "type": "photo",
      "media_url_https": "https://pbs.twimg.com/media/Q.jpg",
      "media_url": "http://pbs.twimg.com/media/Q.jpg",
      "url": "https://t.co/MediaLink1",
      "indices": [
       "6",
       "29"
      ],
      "id_str": "1256523827639222273",
      "expanded_url": "https://twitter.com/ada_example/status/1256523827639222273/photo/1"
     }
    ]
   },
   "display_text_range": [
    "0",
    "29"
   ],
   "favorite_count": "0",
   "id_str": "1256523827639222273",
   "id": "1256523827639222273",
   "truncated": false,
   "created_at": "Sat May 02 10:00:00 +0000 2020",
   "full_text": "mixed https://t.co/MediaLink1",
   "lang": "en",
   "extended_entities": {
    "media": [
     {
      "type": "photo",
      "media_url_https": "https://pbs.twimg.com/media/Q.jpg",
      "media_url": "http://pbs.twimg.com/media/Q.jpg",
      "url": "https://t.co/MediaLink1",
      "indices": [
       "6",
       "29"
      ],
      "id_str": "1256523827639222273",
      "expanded_url": "https://twitter.com/ada_example/status/1256523827639222273/photo/1"
     },
     {
      "type": "video",
      "media_url_https": "https://pbs.twimg.com/ext_tw_video_thumb/V.jpg",
      "video_info": {
       "variants": [
        {
         "bitrate": "832000",
         "content_type": "video/mp4",
         "url": "https://video.twimg.com/ext/480/lo.mp4?tag=12"
        },
        {
         "bitrate": "2176000",
         "content_type": "video/mp4",
         "url": "https://video.twimg.com/ext/1280/hi.mp4?tag=12"
        }
       ]
      },
      "url": "https://t.co/MediaLink1",
      "indices": [
       "6",
       "29"
      ],
      "id_str": "1256523827639222274",
      "expanded_url": "https://twitter.com/ada_example/status/1256523827639222273/photo/1"
     }
    ]
   }
  }
 }
]