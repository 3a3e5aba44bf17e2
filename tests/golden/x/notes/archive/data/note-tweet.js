window.YTD.note_tweet.part0 = [
 {
  "noteTweet": {
   "noteTweetId": "1669000000000000002",
   "createdAt": "2023-06-01T10:00:00.000Z",
   "lifecycle": {
    "name": "Active"
   },
   "core": {
    "text": "The second of the same second begins alike. But it goes on in another way altogether, dear reader. But it goes on in another way altogether, dear reader. But it goes on in another way altogether, dear reader. But it goes on in another way altogether, dear reader. But it goes on in another way altogether, dear reader. But it goes on in another way altogether, dear reader. But it goes on in another way altogether, dear reader. ",
    "urls": [],
    "mentions": [],
    "hashtags": [],
    "cashtags": [],
    "styletags": []
   }
  }
 },
 {
  "noteTweet": {
   "noteTweetId": "1669000000000000001",
   "createdAt": "2023-06-01T10:00:00.000Z",
   "lifecycle": {
    "name": "Active"
   },
   "core": {
    "text": "A long post & its <markup>, bold here. Word after word it goes on, and on it goes. Word after word it goes on, and on it goes. Word after word it goes on, and on it goes. Word after word it goes on, and on it goes. Word after word it goes on, and on it goes. Word after word it goes on, and on it goes. Word after word it goes on, and on it goes. Word after word it goes on, and on it goes. See https://t.co/NoteCode1 and @carol or #notes.",
    "urls": [
     {
      "shortUrl": "https://t.co/NoteCode1",
      "expandedUrl": "https://example.org/long",
      "displayUrl": "x",
      "fromIndex": "395",
      "toIndex": "417"
     }
    ],
    "mentions": [
     {
      "screenName": "carol",
      "fromIndex": "422",
      "toIndex": "428"
     }
    ],
    "hashtags": [
     {
      "text": "notes",
      "fromIndex": "432",
      "toIndex": "438"
     }
    ],
    "cashtags": [],
    "styletags": [
     {
      "styleTypes": [
       {
        "name": "Bold"
       }
      ],
      "fromIndex": "28",
      "toIndex": "32"
     }
    ]
   }
  }
 },
 {
  "noteTweet": {
   "noteTweetId": "1669000000000000003",
   "createdAt": "2023-06-02T10:00:00.000Z",
   "lifecycle": {
    "name": "Active"
   },
   "core": {
    "text": "An answer of some length. It explains what took too long to explain. It explains what took too long to explain. It explains what took too long to explain. It explains what took too long to explain. It explains what took too long to explain. It explains what took too long to explain. It explains what took too long to explain. It explains what took too long to explain. ",
    "urls": [],
    "mentions": [],
    "hashtags": [],
    "cashtags": [],
    "styletags": []
   }
  }
 },
 {
  "noteTweet": {
   "noteTweetId": "1669000000000000004",
   "createdAt": "2023-06-03T10:00:00.000Z",
   "lifecycle": {
    "name": "Active"
   },
   "core": {
    "text": "Short enough to stand whole, yet a note.",
    "urls": [],
    "mentions": [],
    "hashtags": [],
    "cashtags": [],
    "styletags": []
   }
  }
 },
 {
  "noteTweet": {
   "noteTweetId": "1669000000000000005",
   "createdAt": "2023-06-04T10:00:00.000Z",
   "lifecycle": {
    "name": "Active"
   },
   "core": {
    "text": "Quoting with many words. More words are always better, say some who never counted them. More words are always better, say some who never counted them. More words are always better, say some who never counted them. More words are always better, say some who never counted them. More words are always better, say some who never counted them. More words are always better, say some who never counted them. ",
    "urls": [],
    "mentions": [],
    "hashtags": [],
    "cashtags": [],
    "styletags": []
   }
  }
 }
]