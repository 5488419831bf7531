import { S3Client } from '@aws-sdk/client-s3';

export function client(): S3Client {
  const region = process.env.AWS_REGION;

  return new S3Client({
    region, // of the bucket
  });
}
