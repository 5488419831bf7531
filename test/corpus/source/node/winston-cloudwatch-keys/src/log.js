const WinstonCloudWatch = require('winston-cloudwatch');

winston.add(
  new WinstonCloudWatch({
    logGroupName: 'svc',
    awsRegion: 'eu-west-1',
    awsAccessKeyId: conf.id,
    awsSecretKey: conf.secret,
  }),
);
