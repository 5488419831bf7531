import s3Driver from 'unstorage/drivers/s3';

export const driver = s3Driver({
  accessKeyId: config.id,
  secretAccessKey: config.secret,
  endpoint: 'https://s3.eu-west-1.amazonaws.com',
  bucket: 'b',
  region: 'eu-west-1',
});
