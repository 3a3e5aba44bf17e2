window.YTD.account.part0 = [
 {
  "account": {
   "username": "ada_example",
   "accountId": "7001",
   "accountDisplayName": "Ada Example"
  }
 }
]
