import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { env } from './env';

const credentials = {
  accessKeyId: env.AWS_ACCESS_KEY_ID,
  secretAccessKey: env.AWS_SECRET_ACCESS_KEY,
};
export const s3 = new S3Client({ credentials, region: 'eu-west-1' });
export const sqs = new SQSClient({ region: 'eu-west-1', credentials });
