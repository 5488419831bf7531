import { S3Client, S3ClientConfig } from '@aws-sdk/client-s3';

const options: S3ClientConfig = {};
if (process.env.AWS_ACCESS_KEY_ID && process.env.AWS_SECRET_ACCESS_KEY) {
  options.credentials = {
    accessKeyId: process.env.AWS_ACCESS_KEY_ID,
    secretAccessKey: process.env.AWS_SECRET_ACCESS_KEY,
  };
}
export const s3 = new S3Client(options);
