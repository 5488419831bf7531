import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';

const config: S3ClientConfig = { region: process.env.REGION };

if (process.env.S3_KEY_ID) {
  config.credentials = {
    accessKeyId: process.env.S3_KEY_ID,
    secretAccessKey: process.env.S3_KEY_SECRET ?? '',
  };
}

export const s3 = new S3Client(config);
