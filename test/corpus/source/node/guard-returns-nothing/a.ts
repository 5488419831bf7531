import { S3Client } from '@aws-sdk/client-s3';

export function storage() {
  if (!conf.accessKey) {
    return new DiskStorage();
  }
  return new S3Client({ credentials: { accessKeyId: conf.accessKey, secretAccessKey: conf.secretKey } });
}
