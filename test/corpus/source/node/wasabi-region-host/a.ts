import { S3Client } from '@aws-sdk/client-s3';

export const s3 = new S3Client({
  endpoint: 'https://s3.eu-central-1.wasabisys.com',
  credentials: { accessKeyId: conf.id, secretAccessKey: conf.secret },
});
