import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';

const s3 = new S3Client({});
const week = 7 * 24 * 3600;

export async function upload(reply: any, key: string) {
  reply.setCookie('sid', key, { maxAge: week, expires: new Date(Date.now() + week * 1000) });
  return getSignedUrl(s3, new PutObjectCommand({ Bucket: 'in', Key: key }), { expiresIn: 15 * 60 });
}
