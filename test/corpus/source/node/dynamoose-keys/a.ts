import * as dynamoose from 'dynamoose';

const ddb = new dynamoose.aws.ddb.DynamoDB({
  credentials: {
    accessKeyId: conf.id,
    secretAccessKey: conf.secret,
  },
  region: 'eu-west-1',
});
dynamoose.aws.ddb.set(ddb);
