import { STS } from '@aws-sdk/client-sts';
import { SQS } from '@aws-sdk/client-sqs';

const sts = new STS({});
const { Credentials: c } = await sts.assumeRole({ RoleArn: ROLE, RoleSessionName: 'q' });
export const sqs = new SQS({
  credentials: { accessKeyId: c.AccessKeyId, secretAccessKey: c.SecretAccessKey, sessionToken: c.SessionToken },
});
