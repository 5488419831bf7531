import { S3Client } from '@aws-sdk/client-s3';

export const make = (accessKeyId: string, secretAccessKey: string) =>
  new S3Client({ credentials: async () => ({ accessKeyId, secretAccessKey }) });
