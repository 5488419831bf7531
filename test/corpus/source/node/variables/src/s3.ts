import { S3Client } from '@aws-sdk/client-s3';

export function client(): S3Client {
  const accessKeyId = process.env.AWS_ACCESS_KEY_ID!;
  const secretAccessKey = process.env.AWS_SECRET_ACCESS_KEY!;
  const region = process.env.AWS_REGION;

  return new S3Client({
    region, // of the bucket
    credentials: { accessKeyId, secretAccessKey },
  });
}
