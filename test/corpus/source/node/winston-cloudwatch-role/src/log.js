const WinstonCloudWatch = require('winston-cloudwatch');

winston.add(new WinstonCloudWatch({ logGroupName: 'svc', awsRegion: 'eu-west-1' }));
