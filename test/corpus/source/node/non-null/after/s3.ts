export const client = new DynamoDBClient({});
