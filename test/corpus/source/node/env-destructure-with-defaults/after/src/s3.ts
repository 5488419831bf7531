import { S3Client } from '@aws-sdk/client-s3';

const { AWS_ACCESS_KEY_ID = '', AWS_SECRET_ACCESS_KEY = '' } = process.env;

export const s3 = new S3Client({});
