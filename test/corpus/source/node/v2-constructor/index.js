const AWS = require('aws-sdk');
const { id, secret } = require('./conf');

const credentials = new AWS.Credentials(id, secret);
module.exports = new AWS.SQS({ region: 'eu-west-1', credentials });
