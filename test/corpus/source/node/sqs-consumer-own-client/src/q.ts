import { Consumer } from 'sqs-consumer';
import { SQSClient } from '@aws-sdk/client-sqs';

export const consumer = Consumer.create({
  queueUrl: process.env.QUEUE,
  sqs: new SQSClient({ region: 'eu-west-1' }),
  handleMessage: async () => undefined,
});
