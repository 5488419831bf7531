const AWS = require('aws-sdk');

AWS.config = new AWS.Config();
AWS.config.accessKeyId = conf.id;
AWS.config.secretAccessKey = conf.secret;
AWS.config.region = 'eu-west-1';
