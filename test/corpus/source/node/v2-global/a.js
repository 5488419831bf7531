AWS.config.region = 'eu-west-1';
AWS.config.accessKeyId = conf.id;
AWS.config.secretAccessKey = conf.secret;
