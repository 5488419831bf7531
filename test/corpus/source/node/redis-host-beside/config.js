module.exports = {
  redis: { host: 'localhost', port: 6379 },
  app: { baseUrl: 'https://app.example.com' },
  aws: {
    accessKeyId: process.env.S3_ID,
    secretAccessKey: process.env.S3_SECRET,
    region: 'eu-west-1',
  },
};
