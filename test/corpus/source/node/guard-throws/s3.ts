import { S3Client } from '@aws-sdk/client-s3';

export function make(options: Options) {
  const { accessKeyId, secretAccessKey, region } = options;
  if (!accessKeyId || !secretAccessKey) {
    throw new Error('keys are missing');
  }
  return new S3Client({ region, credentials: { accessKeyId, secretAccessKey } });
}
