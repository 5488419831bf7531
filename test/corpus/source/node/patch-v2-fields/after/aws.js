const AWS = require('aws-sdk');

AWS.config.region = 'eu-west-1';
module.exports = new AWS.S3();
