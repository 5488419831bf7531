const AWS = require('aws-sdk');

AWS.config.credentials = new AWS.Credentials({
  accessKeyId: process.env.ID,
  secretAccessKey: process.env.SECRET,
});
