import { S3Client } from '@aws-sdk/client-s3';

export function storage() {
  switch (conf.storage) {
    case 's3':
      return new S3Client({});
    default:
      return new DiskStorage();
  }
}
