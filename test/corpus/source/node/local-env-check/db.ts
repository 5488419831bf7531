import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

const isLocal = process.env.NODE_ENV !== 'production';
export const db = isLocal
  ? new DynamoDBClient({ endpoint: 'http://localhost:8000', credentials: { accessKeyId: 'x', secretAccessKey: 'y' } })
  : new DynamoDBClient({});
