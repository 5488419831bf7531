import { Stack } from 'aws-cdk-lib';

export class Files extends Stack {
  constructor(scope, id) {
    super(scope, id, { env: { account: process.env.CDK_DEFAULT_ACCOUNT, region: 'eu-west-1' } });
  }
}
