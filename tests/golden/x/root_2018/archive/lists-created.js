window.YTD.lists_created.part0 = [
 {
  "userListInfo": {
   "urls": [
    "https://twitter.com/a/lists/b",
    "https://twitter.com/a/lists/c"
   ]
  }
 }
]