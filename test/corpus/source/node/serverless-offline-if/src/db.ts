import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

const options = process.env.IS_OFFLINE
  ? {
      region: 'localhost',
      endpoint: 'http://localhost:8000',
      credentials: { accessKeyId: 'x', secretAccessKey: 'x' },
    }
  : {};
export const db = new DynamoDBClient(options);
