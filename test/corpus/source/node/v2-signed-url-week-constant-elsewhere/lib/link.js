const AWS = require('aws-sdk');
const { WEEK_SECONDS } = require('./times');

const s3 = new AWS.S3();
exports.link = Key => s3.getSignedUrl('getObject', { Bucket, Key, Expires: WEEK_SECONDS });
