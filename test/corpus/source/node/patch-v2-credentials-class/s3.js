const AWS = require('aws-sdk');

const credentials = new AWS.Credentials(conf.id, conf.secret);
const s3 = new AWS.S3({ region: 'eu-west-1', credentials });
module.exports = s3;
