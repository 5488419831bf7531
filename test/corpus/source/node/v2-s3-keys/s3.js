const { S3 } = require('aws-sdk');

module.exports = new S3({ accessKeyId: conf.id, secretAccessKey: conf.secret });
