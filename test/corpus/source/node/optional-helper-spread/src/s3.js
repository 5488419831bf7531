import { S3Client } from '@aws-sdk/client-s3';

const { S3_KEY: accessKeyId, S3_SECRET: secretAccessKey, S3_REGION: region } = process.env;
const hasKeys = Boolean(accessKeyId && secretAccessKey);

export const s3 = new S3Client({
  region,
  ...(hasKeys && { credentials: { accessKeyId, secretAccessKey } }),
});
