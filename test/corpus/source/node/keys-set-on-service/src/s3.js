const AWS = require('aws-sdk');

const s3 = new AWS.S3();
s3.config.update({
  accessKeyId: conf.id,
  secretAccessKey: conf.secret,
});
module.exports = s3;
