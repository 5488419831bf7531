const AWS = require('aws-sdk');

AWS.config = new AWS.Config();
AWS.config.region = 'eu-west-1';
