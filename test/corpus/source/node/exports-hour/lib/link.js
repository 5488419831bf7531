const AWS = require('aws-sdk');
const { LINK_SECONDS } = require('./times');

exports.link = Key => new AWS.S3().getSignedUrl('getObject', { Bucket, Key, Expires: LINK_SECONDS });
