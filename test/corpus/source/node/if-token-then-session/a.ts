import { S3Client } from '@aws-sdk/client-s3';

export const s3 = conf.token
  ? new S3Client({ credentials: { accessKeyId: conf.id, secretAccessKey: conf.secret, sessionToken: conf.token } })
  : new S3Client({ credentials: { accessKeyId: conf.id, secretAccessKey: conf.secret } });
