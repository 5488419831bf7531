const AWS = require('aws-sdk');

AWS.config.credentials = new AWS.EnvironmentCredentials('STORE');
module.exports = AWS;
