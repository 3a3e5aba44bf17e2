var tweet_index =  [
 {
  "file_name": "data/js/tweets/2010_11.js",
  "year": 2010,
  "month": 11,
  "var_name": "tweets_2010_11",
  "tweet_count": 1
 },
 {
  "file_name": "data/js/tweets/2009_02.js",
  "year": 2009,
  "month": 2,
  "var_name": "tweets_2009_02",
  "tweet_count": 2
 }
]