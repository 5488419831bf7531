import { Client } from 'minio';

export const store = new Client({
  endPoint: process.env.S3_HOST ?? 's3.amazonaws.com',
  accessKey: conf.id,
  secretKey: conf.secret,
});
