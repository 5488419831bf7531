import { S3Client } from '@aws-sdk/client-s3';

export const s3 = new S3Client({
  region: 'eu-west-1',
  credentials:
    process.env.NODE_ENV === 'production'
      ? undefined
      : { accessKeyId: conf.id, secretAccessKey: conf.secret },
});
