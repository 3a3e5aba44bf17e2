window.YTD.tweets.part3 = [ {
  "tweet" : {"retweeted": false, "entities": {"hashtags": [], "symbols": [], "user_mentions": [], "urls": []}, "display_text_range": ["0", "44"], "favorite_count": "0", "id_str": "1256886216029110273", "id": "1256886216029110273", "truncated": false, "created_at": "Sun May 03 10:00:00 +0000 2020", "full_text": "a \"quoted\" { \"tweet\" : } in the text, then ]", "lang": "en"}
} ]
