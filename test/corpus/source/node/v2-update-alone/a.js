const AWS = require('aws-sdk');
const conf = require('config');

AWS.config.update({
  accessKeyId: conf.get('keyId'),
  secretAccessKey: conf.get('keySecret'),
});

exports.s3 = new AWS.S3();
