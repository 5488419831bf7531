import { S3Client } from '@aws-sdk/client-s3';

export async function get(key?: string) {
  if (!key) {
    return undefined;
  }
  const s3 = new S3Client({ credentials: { accessKeyId: conf.id, secretAccessKey: conf.secret } });
  return s3.send(new GetObjectCommand({ Bucket: 'b', Key: key }));
}
