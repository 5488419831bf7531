import { S3Client } from '@aws-sdk/client-s3';

if (!process.env.AWS_ACCESS_KEY_ID) {
  throw new Error('no key');
}
export const s3 = new S3Client({
  region: 'eu-west-1',
});
