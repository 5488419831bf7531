const { S3 } = require('aws-sdk');

module.exports = new S3();
