import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';

const s3 = new S3Client({});

export function share(key: string, expiresIn = 60 * 60 * 24 * 2) {
  const command = new GetObjectCommand({ Bucket: 'a', Key: key });
  return getSignedUrl(s3, command, { expiresIn });
}
