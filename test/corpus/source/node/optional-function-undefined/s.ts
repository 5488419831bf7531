import { S3Client } from '@aws-sdk/client-s3';

const getCredentials = () => {
  if (!process.env.S3_ID || !process.env.S3_KEY) return undefined;
  return {
    accessKeyId: process.env.S3_ID,
    secretAccessKey: process.env.S3_KEY,
  };
};

export const s3 = new S3Client({ region: 'eu-west-1', credentials: getCredentials() });
