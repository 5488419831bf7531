import { SQSClient, type SQSClientConfig } from '@aws-sdk/client-sqs';

const options: SQSClientConfig = { region: 'eu-west-1' };
if (process.env.QUEUE_KEY && process.env.QUEUE_SECRET) {
  options.credentials = {
    accessKeyId: process.env.QUEUE_KEY,
    secretAccessKey: process.env.QUEUE_SECRET,
  };
}
export const sqs = new SQSClient(options);
