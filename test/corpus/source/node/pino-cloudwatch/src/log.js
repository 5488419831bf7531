const pino = require('pino');

const transport = pino.transport({
  target: '@serdnam/pino-cloudwatch-transport',
  options: {
    logGroupName: 'svc',
    awsRegion: 'eu-west-1',
    awsAccessKeyId: process.env.KEY,
    awsSecretAccessKey: process.env.SECRET,
  },
});
