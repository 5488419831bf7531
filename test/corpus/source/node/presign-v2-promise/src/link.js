const AWS = require('aws-sdk');

const s3 = new AWS.S3();
exports.link = (Key) =>
  s3.getSignedUrlPromise('getObject', { Bucket: 'b', Key, Expires: 86400 });
