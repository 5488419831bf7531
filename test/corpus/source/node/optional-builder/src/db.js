import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

function credentialsOf({ accessKeyId, secretAccessKey }) {
  if (!accessKeyId || !secretAccessKey) {
    return undefined;
  }
  return { accessKeyId, secretAccessKey };
}

export const db = options =>
  new DynamoDBClient({ region: options.region, credentials: credentialsOf(options) });
