import { S3Client } from '@aws-sdk/client-s3';
import { settings } from './settings';

export const s3 = new S3Client({
  endpoint: 'http://minio:9000',
  forcePathStyle: true,
  credentials: {
    accessKeyId: settings.user,
    secretAccessKey: settings.password,
  },
});
