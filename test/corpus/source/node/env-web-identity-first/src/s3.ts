import { S3Client } from '@aws-sdk/client-s3';

const isIrsa = Boolean(process.env.AWS_WEB_IDENTITY_TOKEN_FILE);

export const s3 = new S3Client({
  region: 'eu-west-1',
  credentials: isIrsa ? undefined : { accessKeyId: process.env.S_ID!, secretAccessKey: process.env.S_KEY! },
});
