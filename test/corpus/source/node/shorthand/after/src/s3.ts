import { S3Client } from '@aws-sdk/client-s3';

export function make(accessKeyId: string, secretAccessKey: string) {
  return new S3Client({});
}
