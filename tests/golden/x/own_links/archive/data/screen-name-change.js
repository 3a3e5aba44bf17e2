window.YTD.screen_name_change.part0 = [
 {
  "screenNameChange": {
   "accountId": "7001",
   "screenNameChange": {
    "changedAt": "2015-01-01T00:00:00.000Z",
    "changedFrom": "old_ada",
    "changedTo": "ada_example"
   }
  }
 }
]