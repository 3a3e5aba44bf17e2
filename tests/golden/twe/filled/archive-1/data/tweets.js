window.YTD.tweets.part0 = [
 {
  "tweet": {
   "id_str": "1775524881748721665",
   "id": "1775524881748721665",
   "created_at": "Wed Apr 03 14:04:54 +0000 2024",
   "full_text": "one and two https://t.co/Media1",
   "lang": "en",
   "favorite_count": "0",
   "entities": {
    "hashtags": [],
    "user_mentions": [],
    "urls": [],
    "media": [
     {
      "type": "photo",
      "url": "https://t.co/Media1",
      "media_url_https": "https://pbs.twimg.com/media/P0.jpg",
      "indices": [
       "12",
       "31"
      ],
      "expanded_url": "https://twitter.com/ada_example/status/1/photo/1"
     }
    ]
   },
   "extended_entities": {
    "media": [
     {
      "type": "photo",
      "url": "https://t.co/Media1",
      "media_url_https": "https://pbs.twimg.com/media/P0.jpg",
      "indices": [
       "12",
       "31"
      ],
      "expanded_url": "https://twitter.com/ada_example/status/1/photo/1"
     },
     {
      "type": "photo",
      "url": "https://t.co/Media1",
      "media_url_https": "https://pbs.twimg.com/media/P1.jpg",
      "indices": [
       "12",
       "31"
      ],
      "expanded_url": "https://twitter.com/ada_example/status/1/photo/1"
     }
    ]
   }
  }
 },
 {
  "tweet": {
   "id_str": "1777336821076721665",
   "id": "1777336821076721665",
   "created_at": "Mon Apr 08 14:04:54 +0000 2024",
   "full_text": "@bob A long post &amp; its &lt;markup&gt; by @carol, #notes included. Word after word it goes on. Word after word it goes on. Word after word it goes on. Word after word it goes on. Word after word it goes on. Word after word it goes on. Word after word it goes on. Word after word it goes …",
   "lang": "en",
   "favorite_count": "0",
   "entities": {
    "hashtags": [],
    "user_mentions": [
     {
      "screen_name": "bob",
      "id_str": "5003",
      "indices": [
       "0",
       "4"
      ]
     }
    ],
    "urls": []
   },
   "in_reply_to_status_id_str": "222",
   "in_reply_to_user_id_str": "5003",
   "in_reply_to_screen_name": "bob"
  }
 },
 {
  "tweet": {
   "id_str": "1777699208942321665",
   "id": "1777699208942321665",
   "created_at": "Tue Apr 09 14:04:54 +0000 2024",
   "full_text": "moving https://t.co/Media2",
   "lang": "en",
   "favorite_count": "0",
   "entities": {
    "hashtags": [],
    "user_mentions": [],
    "urls": [],
    "media": [
     {
      "type": "video",
      "url": "https://t.co/Media2",
      "media_url_https": "https://pbs.twimg.com/ext_tw_video_thumb/1775/pu/img/HIt.jpg",
      "indices": [
       "7",
       "26"
      ],
      "video_info": {
       "variants": [
        {
         "bitrate": "832000",
         "content_type": "video/mp4",
         "url": "https://video.twimg.com/ext_tw_video/1775/pu/vid/640x360/LO.mp4?tag=12"
        }
       ]
      }
     }
    ]
   },
   "extended_entities": {
    "media": [
     {
      "type": "video",
      "url": "https://t.co/Media2",
      "media_url_https": "https://pbs.twimg.com/ext_tw_video_thumb/1775/pu/img/HIt.jpg",
      "indices": [
       "7",
       "26"
      ],
      "video_info": {
       "variants": [
        {
         "bitrate": "832000",
         "content_type": "video/mp4",
         "url": "https://video.twimg.com/ext_tw_video/1775/pu/vid/640x360/LO.mp4?tag=12"
        }
       ]
      }
     }
    ]
   }
  }
 },
 {
  "tweet": {
   "id_str": "1776249657479921665",
   "id": "1776249657479921665",
   "created_at": "Fri Apr 05 14:04:54 +0000 2024",
   "full_text": "see this, nothing else",
   "lang": "en",
   "favorite_count": "0",
   "entities": {
    "hashtags": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id_str": "1776249661674225665",
   "id": "1776249661674225665",
   "created_at": "Fri Apr 05 14:04:55 +0000 2024",
   "full_text": "all said https://t.co/Quote2",
   "lang": "en",
   "favorite_count": "0",
   "entities": {
    "hashtags": [],
    "user_mentions": [],
    "urls": [
     {
      "url": "https://t.co/Quote2",
      "expanded_url": "https://twitter.com/i/web/status/1775162493883121665",
      "indices": [
       "9",
       "28"
      ]
     }
    ]
   }
  }
 },
 {
  "tweet": {
   "id_str": "1776974433211121665",
   "id": "1776974433211121665",
   "created_at": "Sun Apr 07 14:04:54 +0000 2024",
   "full_text": "RT @bob: what Bob s…",
   "lang": "en",
   "favorite_count": "0",
   "entities": {
    "hashtags": [],
    "user_mentions": [
     {
      "screen_name": "bob",
      "id_str": "5003",
      "indices": [
       "3",
       "7"
      ]
     }
    ],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id_str": "1779148760404721665",
   "id": "1779148760404721665",
   "created_at": "Sat Apr 13 14:04:54 +0000 2024",
   "full_text": "the export does not know this one",
   "lang": "en",
   "favorite_count": "0",
   "entities": {
    "hashtags": [],
    "user_mentions": [],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id_str": "1779511148270321665",
   "id": "1779511148270321665",
   "created_at": "Sun Apr 14 14:04:54 +0000 2024",
   "full_text": "another and two https://t.co/Media1",
   "lang": "en",
   "favorite_count": "0",
   "entities": {
    "hashtags": [],
    "user_mentions": [],
    "urls": [],
    "media": [
     {
      "type": "photo",
      "url": "https://t.co/Media1",
      "media_url_https": "https://pbs.twimg.com/media/OTHER.jpg",
      "indices": [
       "16",
       "35"
      ],
      "expanded_url": "https://twitter.com/ada_example/status/1/photo/1"
     }
    ]
   },
   "extended_entities": {
    "media": [
     {
      "type": "photo",
      "url": "https://t.co/Media1",
      "media_url_https": "https://pbs.twimg.com/media/OTHER.jpg",
      "indices": [
       "16",
       "35"
      ],
      "expanded_url": "https://twitter.com/ada_example/status/1/photo/1"
     }
    ]
   }
  }
 },
 {
  "tweet": {
   "id_str": "1779873536135921665",
   "id": "1779873536135921665",
   "created_at": "Mon Apr 15 14:04:54 +0000 2024",
   "full_text": "Another long post &amp; its &lt;markup&gt; by @carol, #notes included. Word after word it goes on. Word after word it goes on. Word after word it goes on. Word after word it goes on. Word after word it goes on. Word after word it goes on. Word after word it goes on. Word after word it goes …",
   "lang": "en",
   "favorite_count": "0",
   "entities": {
    "hashtags": [],
    "user_mentions": [],
    "urls": []
   }
  }
 }
]
