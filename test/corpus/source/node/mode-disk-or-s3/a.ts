import { S3Client } from '@aws-sdk/client-s3';

export function storage() {
  switch (conf.storage) {
    case 's3':
      return new S3Client({ credentials: { accessKeyId: conf.id, secretAccessKey: conf.secret } });
    default:
      return new DiskStorage();
  }
}
