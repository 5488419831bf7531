import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TerraformStack } from 'cdktf';

export class Stack extends TerraformStack {
  constructor(scope: Construct, id: string, conf: Conf) {
    super(scope, id);
    new AwsProvider(this, 'aws', {
      region: 'eu-west-1',
      accessKey: conf.key,
      secretKey: conf.secret,
    });
  }
}
