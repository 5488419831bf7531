import { Function } from 'aws-cdk-lib/aws-lambda';

new Function(this, 'F', {
  environment: {
    AWS_ACCESS_KEY_ID: conf.id,
    AWS_SECRET_ACCESS_KEY: conf.secret,
  },
});
