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
      "media_url_https": "https://pbs.twimg.com/media/Foto-1_x.png",
      "media_url": "http://pbs.twimg.com/media/Foto-1_x.png",
      "url": "https://t.co/MediaLink1",
      "indices": [
       "6",
       "29"
      ],
      "id_str": "1256161439249334273",
      "expanded_url": "https://twitter.com/ada_example/status/1256161439249334273/photo/1"
     }
    ]
   },
   "display_text_range": [
    "0",
    "29"
   ],
   "favorite_count": "0",
   "id_str": "1256161439249334273",
   "id": "1256161439249334273",
   "truncated": false,
   "created_at": "Fri May 01 10:00:00 +0000 2020",
   "full_text": "photo https://t.co/MediaLink1",
   "lang": "en",
   "extended_entities": {
    "media": [
     {
      "type": "photo",
      "media_url_https": "https://pbs.twimg.com/media/Foto-1_x.png",
      "media_url": "http://pbs.twimg.com/media/Foto-1_x.png",
      "url": "https://t.co/MediaLink1",
      "indices": [
       "6",
       "29"
      ],
      "id_str": "1256161439249334273",
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
      "type": "video",
      "media_url_https": "https://pbs.twimg.com/ext_tw_video_thumb/T.jpg",
      "video_info": {
       "variants": [
        {
         "bitrate": "256000",
         "content_type": "video/mp4",
         "url": "https://video.twimg.com/ext/lo.mp4?tag=10"
        },
        {
         "content_type": "application/x-mpegURL",
         "url": "https://video.twimg.com/ext/pl.m3u8?tag=10"
        },
        {
         "bitrate": "2176000",
         "content_type": "video/mp4",
         "url": "https://video.twimg.com/ext/hi.mp4?tag=10"
        },
        {
         "bitrate": "832000",
         "content_type": "video/mp4",
         "url": "https://video.twimg.com/ext/mid.mp4?tag=10"
        }
       ]
      },
      "url": "https://t.co/MediaLink1",
      "indices": [
       "5",
       "28"
      ],
      "id_str": "1256523827639222273",
      "expanded_url": "https://twitter.com/ada_example/status/1256523827639222273/photo/1"
     }
    ]
   },
   "display_text_range": [
    "0",
    "28"
   ],
   "favorite_count": "0",
   "id_str": "1256523827639222273",
   "id": "1256523827639222273",
   "truncated": false,
   "created_at": "Sat May 02 10:00:00 +0000 2020",
   "full_text": "film https://t.co/MediaLink1",
   "lang": "en",
   "extended_entities": {
    "media": [
     {
      "type": "video",
      "media_url_https": "https://pbs.twimg.com/ext_tw_video_thumb/T.jpg",
      "video_info": {
       "variants": [
        {
         "bitrate": "256000",
         "content_type": "video/mp4",
         "url": "https://video.twimg.com/ext/lo.mp4?tag=10"
        },
        {
         "content_type": "application/x-mpegURL",
         "url": "https://video.twimg.com/ext/pl.m3u8?tag=10"
        },
        {
         "bitrate": "2176000",
         "content_type": "video/mp4",
         "url": "https://video.twimg.com/ext/hi.mp4?tag=10"
        },
        {
         "bitrate": "832000",
         "content_type": "video/mp4",
         "url": "https://video.twimg.com/ext/mid.mp4?tag=10"
        }
       ]
      },
      "url": "https://t.co/MediaLink1",
      "indices": [
       "5",
       "28"
      ],
      "id_str": "1256523827639222273",
      "expanded_url": "https://twitter.com/ada_example/status/1256523827639222273/photo/1"
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
      "type": "animated_gif",
      "media_url_https": "https://pbs.twimg.com/ext_tw_video_thumb/G.jpg",
      "video_info": {
       "variants": [
        {
         "bitrate": "0",
         "content_type": "video/mp4",
         "url": "https://video.twimg.com/ext/G.mp4"
        }
       ]
      },
      "url": "https://t.co/MediaLink1",
      "indices": [
       "4",
       "27"
      ],
      "id_str": "1256886216029110273",
      "expanded_url": "https://twitter.com/ada_example/status/1256886216029110273/photo/1"
     }
    ]
   },
   "display_text_range": [
    "0",
    "27"
   ],
   "favorite_count": "0",
   "id_str": "1256886216029110273",
   "id": "1256886216029110273",
   "truncated": false,
   "created_at": "Sun May 03 10:00:00 +0000 2020",
   "full_text": "gif https://t.co/MediaLink1",
   "lang": "en",
   "extended_entities": {
    "media": [
     {
      "type": "animated_gif",
      "media_url_https": "https://pbs.twimg.com/ext_tw_video_thumb/G.jpg",
      "video_info": {
       "variants": [
        {
         "bitrate": "0",
         "content_type": "video/mp4",
         "url": "https://video.twimg.com/ext/G.mp4"
        }
       ]
      },
      "url": "https://t.co/MediaLink1",
      "indices": [
       "4",
       "27"
      ],
      "id_str": "1256886216029110273",
      "expanded_url": "https://twitter.com/ada_example/status/1256886216029110273/photo/1"
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
      "media_url_https": "https://pbs.twimg.com/media/gone.jpg",
      "media_url": "http://pbs.twimg.com/media/gone.jpg",
      "url": "https://t.co/MediaLink1",
      "indices": [
       "8",
       "31"
      ],
      "id_str": "1257248604418998273",
      "expanded_url": "https://twitter.com/ada_example/status/1257248604418998273/photo/1"
     }
    ]
   },
   "display_text_range": [
    "0",
    "31"
   ],
   "favorite_count": "0",
   "id_str": "1257248604418998273",
   "id": "1257248604418998273",
   "truncated": false,
   "created_at": "Mon May 04 10:00:00 +0000 2020",
   "full_text": "missing https://t.co/MediaLink1",
   "lang": "en",
   "extended_entities": {
    "media": [
     {
      "type": "photo",
      "media_url_https": "https://pbs.twimg.com/media/gone.jpg",
      "media_url": "http://pbs.twimg.com/media/gone.jpg",
      "url": "https://t.co/MediaLink1",
      "indices": [
       "8",
       "31"
      ],
      "id_str": "1257248604418998273",
      "expanded_url": "https://twitter.com/ada_example/status/1257248604418998273/photo/1"
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
      "type": "video",
      "media_url_https": "https://pbs.twimg.com/ext_tw_video_thumb/L.jpg",
      "video_info": {
       "variants": [
        {
         "bitrate": "256000",
         "content_type": "video/mp4",
         "url": "https://video.twimg.com/ext/l.mp4"
        },
        {
         "bitrate": "2176000",
         "content_type": "video/mp4",
         "url": "https://video.twimg.com/ext/h.mp4"
        }
       ]
      },
      "url": "https://t.co/MediaLink1",
      "indices": [
       "27",
       "50"
      ],
      "id_str": "1257610992808886273",
      "expanded_url": "https://twitter.com/ada_example/status/1257610992808886273/photo/1"
     }
    ]
   },
   "display_text_range": [
    "0",
    "50"
   ],
   "favorite_count": "0",
   "id_str": "1257610992808886273",
   "id": "1257610992808886273",
   "truncated": false,
   "created_at": "Tue May 05 10:00:00 +0000 2020",
   "full_text": "only a lower rate is there https://t.co/MediaLink1",
   "lang": "en",
   "extended_entities": {
    "media": [
     {
      "type": "video",
      "media_url_https": "https://pbs.twimg.com/ext_tw_video_thumb/L.jpg",
      "video_info": {
       "variants": [
        {
         "bitrate": "256000",
         "content_type": "video/mp4",
         "url": "https://video.twimg.com/ext/l.mp4"
        },
        {
         "bitrate": "2176000",
         "content_type": "video/mp4",
         "url": "https://video.twimg.com/ext/h.mp4"
        }
       ]
      },
      "url": "https://t.co/MediaLink1",
      "indices": [
       "27",
       "50"
      ],
      "id_str": "1257610992808886273",
      "expanded_url": "https://twitter.com/ada_example/status/1257610992808886273/photo/1"
     }
    ]
   }
  }
 }
]