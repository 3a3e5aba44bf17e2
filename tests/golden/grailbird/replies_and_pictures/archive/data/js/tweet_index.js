var tweet_index =  [
 {
  "file_name": "data/js/tweets/2014_02.js",
  "year": 2014,
  "month": 2,
  "var_name": "tweets_2014_02",
  "tweet_count": 4
 }
]