const AWS = require('aws-sdk');

AWS.config.accessKeyId = process.env.KEY;
AWS.config.secretAccessKey = process.env.SECRET;
AWS.config.region = 'eu-west-1';
module.exports = new AWS.S3();
