const AWS = require('aws-sdk');
const { id, secret } = require('./conf');

module.exports = new AWS.SQS({ region: 'eu-west-1' });
