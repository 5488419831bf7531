import { S3Client } from '@aws-sdk/client-s3';

export const s3 = new S3Client({
  endpoint: 'https://bucket.vpce-1a2b.s3.eu-west-1.vpce.amazonaws.com',
});
