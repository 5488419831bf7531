import { S3Client } from '@aws-sdk/client-s3';

export const s3 =
  process.env.NODE_ENV === 'production'
    ? new S3Client({ credentials: { accessKeyId: conf.id, secretAccessKey: conf.secret } })
    : new S3Client({ endpoint: 'http://localhost:4566', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } });
