export const store = new KeyvDynamo({
  dynamodbClientOptions: {
    region: 'eu-west-1',
    credentials: { accessKeyId: conf.id, secretAccessKey: conf.secret },
  },
});
