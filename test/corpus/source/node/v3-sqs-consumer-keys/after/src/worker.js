import { Consumer } from 'sqs-consumer';
import { SQSClient } from '@aws-sdk/client-sqs';
import config from './config.js';

export const consumer = Consumer.create({
  queueUrl: config.queue.url,
  sqs: new SQSClient({ region: config.region }),
  handleMessage: async message => JSON.parse(message.Body),
});
