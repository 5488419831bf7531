import { S3Client } from '@aws-sdk/client-s3';

export async function get(key?: string) {
  if (!key) {
    return undefined;
  }
  const s3 = new S3Client({});
  return s3.send(new GetObjectCommand({ Bucket: 'b', Key: key }));
}
