import * as dynamoose from 'dynamoose';

dynamoose.aws.ddb.set(new dynamoose.aws.ddb.DynamoDB({ region: 'eu-west-1' }));
