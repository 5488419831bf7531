import { DynamoDB } from '@aws-sdk/client-dynamodb';

const config = {
  region: process.env.NEXT_AUTH_AWS_REGION,
};
export const client = new DynamoDB(config);
