window.__THAR_CONFIG = {
 "archiveInfo": {
  "sizeBytes": "1",
  "generationDate": "2024-06-01T00:00:00.000Z",
  "isPartialArchive": false,
  "maxPartSizeBytes": "53687091200"
 },
 "dataTypes": {
  "tweets": {
   "files": [
    {
     "fileName": "data/tweets.js",
     "globalName": "x",
     "count": "2"
    }
   ]
  }
 },
 "userInfo": {
  "accountId": "7001",
  "userName": "ada_example",
  "displayName": "Ada Example"
 }
}