import { SQSClient } from '@aws-sdk/client-sqs';
import { settings } from './settings';

const credentials = {
  accessKeyId: settings.id,
  secretAccessKey: settings.secret,
  sessionToken: settings.token,
};

export const sqs = new SQSClient({ region: 'eu-west-1', credentials });
