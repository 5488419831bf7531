import { S3Client } from '@aws-sdk/client-s3';

console.log('static key:', Boolean(process.env.AWS_ACCESS_KEY_ID));
export const s3 = new S3Client({});
