import { S3Client } from '@aws-sdk/client-s3';

export const store = conf.accessKey
  ? new S3Store(new S3Client({ credentials: { accessKeyId: conf.accessKey, secretAccessKey: conf.secretKey } }))
  : new DiskStore(conf.path);
