import { S3Client } from '@aws-sdk/client-s3';

const { S3_BUCKET } = process.env;

export const bucket = S3_BUCKET;
export const s3 = new S3Client({});
