import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const config = new pulumi.Config();
export const provider = new aws.Provider('other', {
  region: 'eu-west-1',
  accessKey: config.requireSecret('accessKey'),
  secretKey: config.requireSecret('secretKey'),
});
