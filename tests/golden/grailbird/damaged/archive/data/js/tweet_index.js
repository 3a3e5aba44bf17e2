var tweet_index =  [
 {
  "file_name": "data/js/tweets/2014_03.js",
  "year": 2014,
  "month": 3,
  "var_name": "tweets_2014_03",
  "tweet_count": 3
 },
 {
  "file_name": "data/js/tweets/2014_04.js",
  "year": 2014,
  "month": 4,
  "var_name": "tweets_2014_04",
  "tweet_count": 1
 }
]