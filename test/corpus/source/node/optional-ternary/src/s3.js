import { S3Client } from '@aws-sdk/client-s3';

const { STORE_KEY: key, STORE_SECRET: secret } = process.env;

export const s3 = new S3Client({
  credentials: key && secret
    ? {
        accessKeyId: key,
        secretAccessKey: secret,
      }
    : undefined,
});
