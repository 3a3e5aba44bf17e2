window.YTD.account.part0 = [
 {
  "account": {
   "username": "ada_example",
   "accountId": "7001",
   "accountDisplayName": "Ada Example",
   "createdAt": "2012-01-01T00:00:00.000Z",
   "email": "ada@example.org"
  }
 }
]