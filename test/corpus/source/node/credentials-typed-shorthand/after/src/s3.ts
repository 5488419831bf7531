import { S3Client } from '@aws-sdk/client-s3';

export const createS3Client = (accessKeyId: string, secretAccessKey: string) => {
  return new S3Client({ region: 'eu-west-1' });
};
