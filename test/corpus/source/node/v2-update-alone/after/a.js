const AWS = require('aws-sdk');

exports.s3 = new AWS.S3();
