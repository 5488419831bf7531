AWS.config.region = 'eu-west-1';
