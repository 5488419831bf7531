import {
  CreateBucketCommand,
  PutBucketPolicyCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { onOneDatabase } from '../../__testUtils__/onEachDatabase';
import { keyedDeployment, PlanBench } from '../__testUtils__/PlanBench';
import { namesUser } from '../world/bucketPolicies';

onOneDatabase('Policies of buckets in a plan', open => {
  let bench: PlanBench;

  beforeAll(async () => {
    bench = await PlanBench.start(await open());
  });

  afterAll(async () => {
    await bench?.close();
  });

  it('are read, and it is told when one names the user', async () => {
    // The bucket of the bench's users.
    const key = await bench.user('named', ['s3:GetObject']);
    await bench.apply(...keyedDeployment({ namespace: 'buckets' }, key));
    const { rootAccessKeyId, rootSecretAccessKey } = bench.sandbox.accounts[0];
    const s3 = new S3Client({
      endpoint: bench.sandbox.aws.endpoint,
      region: 'eu-west-1',
      forcePathStyle: true,
      credentials: {
        accessKeyId: rootAccessKeyId,
        secretAccessKey: rootSecretAccessKey,
      },
    });
    expect(await bench.check('resource-policies', 'buckets')).toMatchObject({
      state: 'notChecked',
      params: { notRead: [expect.stringContaining('NoSuchBucket')] },
    });
    await s3.send(new CreateBucketCommand({ Bucket: 'bench-data' }));
    expect(await bench.check('resource-policies', 'buckets')).toMatchObject({
      state: 'passed',
    });
    await s3.send(
      new PutBucketPolicyCommand({
        Bucket: 'bench-data',
        Policy: JSON.stringify({
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { AWS: 'arn:aws:iam::111122223333:user/named' },
              Action: 's3:PutObject',
              Resource: 'arn:aws:s3:::bench-data/*',
            },
          ],
        }),
      }),
    );
    s3.destroy();
    expect(await bench.check('resource-policies', 'buckets')).toMatchObject({
      state: 'warning',
      params: { naming: ['bench-data'] },
    });
  });
});

describe('whether a policy names a user', () => {
  const user = {
    name: 'reader',
    arn: 'arn:aws:iam::111122223333:user/team/reader',
    userId: 'AIDAEXAMPLE',
  };
  it.each<[boolean, object]>([
    [true, { Principal: { AWS: user.arn } }],
    [true, { NotPrincipal: { AWS: ['x', user.arn] } }],
    [true, { Condition: { StringNotLike: { 'aws:userid': ['AIDAEXAMPLE'] } } }],
    [true, { Condition: { StringEquals: { 'aws:username': 'reader' } } }],
    [true, { Condition: { ArnEquals: { 'aws:PrincipalArn': user.arn } } }],
    [false, { Principal: { AWS: `${user.arn}-two` } }],
    [false, { Sid: 'reader', Principal: '*' }],
  ])('%s: %j', (expected, statement) => {
    expect(namesUser(JSON.stringify({ Statement: [statement] }), user)).toBe(
      expected,
    );
  });
});
