import { S3Client } from '@aws-sdk/client-s3';

export function make(options: Options) {
  const { accessKeyId, secretAccessKey, region } = options;
  if (!accessKeyId || !secretAccessKey) {
    return new S3Client({ region });
  }
  return new S3Client({ region, credentials: { accessKeyId, secretAccessKey } });
}
