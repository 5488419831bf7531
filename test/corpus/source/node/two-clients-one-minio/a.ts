import { S3Client } from '@aws-sdk/client-s3';

export const own = new S3Client({
  endpoint: 'http://minio:9000',
  credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
});
export const aws = new S3Client({
  credentials: { accessKeyId: conf.id, secretAccessKey: conf.secret },
});
