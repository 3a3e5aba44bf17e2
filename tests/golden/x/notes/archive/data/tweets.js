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
    "281"
   ],
   "favorite_count": "0",
   "id_str": "1664210175914934273",
   "id": "1664210175914934273",
   "truncated": false,
   "created_at": "Thu Jun 01 10:00:00 +0000 2023",
   "full_text": "A long post &amp; its &lt;markup&gt;, bold here. Word after word it goes on, and on it goes. Word after word it goes on, and on it goes. Word after word it goes on, and on it goes. Word after word it goes on, and on it goes. Word after word it goes on, and on it goes. Word after …",
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
    "271"
   ],
   "favorite_count": "0",
   "id_str": "1664210175914934274",
   "id": "1664210175914934274",
   "truncated": false,
   "created_at": "Thu Jun 01 10:00:00 +0000 2023",
   "full_text": "The second of the same second begins alike. But it goes on in another way altogether, dear reader. But it goes on in another way altogether, dear reader. But it goes on in another way altogether, dear reader. But it goes on in another way altogether, dear reader. But it…",
   "lang": "en"
  }
 },
 {
  "tweet": {
   "retweeted": false,
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [
     {
      "name": "bob",
      "screen_name": "bob",
      "indices": [
       "0",
       "4"
      ],
      "id_str": "5003",
      "id": "5003"
     },
     {
      "name": "carol",
      "screen_name": "carol",
      "indices": [
       "5",
       "11"
      ],
      "id_str": "5005",
      "id": "5005"
     }
    ],
    "urls": []
   },
   "display_text_range": [
    "0",
    "263"
   ],
   "favorite_count": "0",
   "id_str": "1664572563780534273",
   "id": "1664572563780534273",
   "truncated": false,
   "created_at": "Fri Jun 02 10:00:00 +0000 2023",
   "full_text": "@bob @carol An answer of some length. It explains what took too long to explain. It explains what took too long to explain. It explains what took too long to explain. It explains what took too long to explain. It explains what took too long to explain. It explai…",
   "lang": "en",
   "in_reply_to_status_id_str": "222",
   "in_reply_to_status_id": "222",
   "in_reply_to_user_id_str": "5003",
   "in_reply_to_user_id": "5003",
   "in_reply_to_screen_name": "bob"
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
    "40"
   ],
   "favorite_count": "0",
   "id_str": "1664934951646134273",
   "id": "1664934951646134273",
   "truncated": false,
   "created_at": "Sat Jun 03 10:00:00 +0000 2023",
   "full_text": "Short enough to stand whole, yet a note.",
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
    "urls": [
     {
      "url": "https://t.co/q1",
      "expanded_url": "https://twitter.com/bob/status/1254000000000000001",
      "display_url": "twitter.com/bob/stat",
      "indices": [
       "232",
       "247"
      ]
     }
    ],
    "media": [
     {
      "type": "photo",
      "media_url_https": "https://pbs.twimg.com/media/A.jpg",
      "media_url": "http://pbs.twimg.com/media/A.jpg",
      "url": "https://t.co/MediaLink1",
      "indices": [
       "248",
       "271"
      ],
      "id_str": "1665297339511734273",
      "expanded_url": "https://twitter.com/ada_example/status/1665297339511734273/photo/1"
     }
    ]
   },
   "display_text_range": [
    "0",
    "271"
   ],
   "favorite_count": "0",
   "id_str": "1665297339511734273",
   "id": "1665297339511734273",
   "truncated": false,
   "created_at": "Sun Jun 04 10:00:00 +0000 2023",
   "full_text": "Quoting with many words. More words are always better, say some who never counted them. More words are always better, say some who never counted them. More words are always better, say some who never counted them. More words are a… https://t.co/q1 https://t.co/MediaLink1",
   "lang": "en",
   "extended_entities": {
    "media": [
     {
      "type": "photo",
      "media_url_https": "https://pbs.twimg.com/media/A.jpg",
      "media_url": "http://pbs.twimg.com/media/A.jpg",
      "url": "https://t.co/MediaLink1",
      "indices": [
       "248",
       "271"
      ],
      "id_str": "1665297339511734273",
      "expanded_url": "https://twitter.com/ada_example/status/1665297339511734273/photo/1"
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
    "urls": []
   },
   "display_text_range": [
    "0",
    "276"
   ],
   "favorite_count": "0",
   "id_str": "1665659727377334273",
   "id": "1665659727377334273",
   "truncated": false,
   "created_at": "Mon Jun 05 10:00:00 +0000 2023",
   "full_text": "Its note is lost. Its note is lost. Its note is lost. Its note is lost. Its note is lost. Its note is lost. Its note is lost. Its note is lost. Its note is lost. Its note is lost. Its note is lost. Its note is lost. Its note is lost. Its note is lost. Its note is lost. Its n…",
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
    "23"
   ],
   "favorite_count": "0",
   "id_str": "1666022115242934273",
   "id": "1666022115242934273",
   "truncated": false,
   "created_at": "Tue Jun 06 10:00:00 +0000 2023",
   "full_text": "I trail off on purpose…",
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
    "137"
   ],
   "favorite_count": "0",
   "id_str": "1666384503108534273",
   "id": "1666384503108534273",
   "truncated": false,
   "created_at": "Wed Jun 07 10:00:00 +0000 2023",
   "full_text": "日本語の長い文章日本語の長い文章日本語の長い文章日本語の長い文章日本語の長い文章日本語の長い文章日本語の長い文章日本語の長い文章日本語の長い文章日本語の長い文章日本語の長い文章日本語の長い文章日本語の長い文章日本語の長い文章日本語の長い文章日本語の長い文章日本語の長い文章…",
   "lang": "ja"
  }
 }
]