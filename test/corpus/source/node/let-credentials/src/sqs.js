import { SQSClient } from '@aws-sdk/client-sqs';

let credentials;
if (process.env.QUEUE_KEY && process.env.QUEUE_SECRET) {
  credentials = { accessKeyId: process.env.QUEUE_KEY, secretAccessKey: process.env.QUEUE_SECRET };
}
export const sqs = new SQSClient({ credentials });
