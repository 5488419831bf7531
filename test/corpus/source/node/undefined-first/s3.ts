import { S3Client } from '@aws-sdk/client-s3';

export const s3 = new S3Client({
  credentials: process.env.AWS_ROLE_ARN
    ? undefined
    : { accessKeyId: conf.id, secretAccessKey: conf.secret },
});
