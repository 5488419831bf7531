const transport = new WinstonCloudWatch({
  logGroupName: 'svc',
  awsAccessKeyId: process.env.AWS_ACCESS_KEY_ID,
  awsSecretKey: process.env.AWS_SECRET_ACCESS_KEY,
});
