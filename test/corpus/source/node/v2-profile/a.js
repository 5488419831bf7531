const AWS = require('aws-sdk');

const credentials = new AWS.SharedIniFileCredentials({ profile: 'prod' });
AWS.config.credentials = credentials;
module.exports = new AWS.S3({ region: 'eu-west-1' });
