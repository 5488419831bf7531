import { Consumer } from 'sqs-consumer';
import { SQSClient } from '@aws-sdk/client-sqs';
import config from './config.js';

const auth = {
  accessKeyId: config.queue.id,
  secretAccessKey: config.queue.secret,
};

export const consumer = Consumer.create({
  queueUrl: config.queue.url,
  sqs: new SQSClient({ region: config.region, credentials: auth }),
  handleMessage: async message => JSON.parse(message.Body),
});
