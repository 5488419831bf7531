const AWS = require('aws-sdk');

const createSqs = ({ region, accessKeyId, secretAccessKey }) =>
  new AWS.SQS({ apiVersion: '2012-11-05', region, accessKeyId, secretAccessKey });
module.exports = { createSqs };
