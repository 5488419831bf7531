const AWS = require('aws-sdk');

let accessKeyId;
let secretAccessKey;

AWS.config.getCredentials(err => {
  if (err) throw err;
  accessKeyId = AWS.config.credentials.accessKeyId;
  secretAccessKey = AWS.config.credentials.secretAccessKey;
});

module.exports = policy => ({ policy, key: accessKeyId, signed: Boolean(secretAccessKey) });
