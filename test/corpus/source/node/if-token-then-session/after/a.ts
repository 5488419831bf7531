import { S3Client } from '@aws-sdk/client-s3';

export const s3 = conf.token
  ? new S3Client({})
  : new S3Client({});
