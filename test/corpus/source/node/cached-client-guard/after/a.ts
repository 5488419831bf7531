import { S3Client } from '@aws-sdk/client-s3';

let cached: S3Client | undefined;
export function client() {
  if (cached) {
    return cached;
  }
  cached = new S3Client({});
  return cached;
}
