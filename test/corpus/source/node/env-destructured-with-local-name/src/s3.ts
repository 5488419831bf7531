import { S3Client } from '@aws-sdk/client-s3';

const { AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret } = process.env;
export const s3 = new S3Client({ credentials: { accessKeyId: id!, secretAccessKey: secret! } });
