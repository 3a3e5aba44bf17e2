window.YTD.account.part0 = [
 {
  "account": {
   "username": "ada_example",
   "accountId": "7001",
   "createdAt": "1325376000000",
   "accountDisplayName": "Ada Example"
  }
 }
]