import { S3Client } from '@aws-sdk/client-s3';

if (process.env.AWS_ACCESS_KEY_ID) {
  logger.warn('a static key is set; the role is not used');
}
export const s3 = new S3Client({});
