const AWS = require('aws-sdk');

const config = new AWS.Config({
  accessKeyId: conf.id,
  secretAccessKey: conf.secret,
  region: 'eu-west-1',
});
module.exports = new AWS.SQS(config);
