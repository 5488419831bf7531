import {
  CreatePolicyCommand,
  DeleteUserPolicyCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import {
  CreateBucketCommand,
  PutBucketPolicyCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { onOneDatabase } from '../../__testUtils__/onEachDatabase';
import { HAS_ALL_ROWS } from '../../__testUtils__/testSize';
import { keyedDeployment, PlanBench } from '../__testUtils__/PlanBench';
import { namesUser, statementsForRole } from '../policy/namedUser';

/** Service, resource, an action of users, and the right that reads the policy. */
const RESOURCES = [
  ['sqs', 'orders', 'sqs:SendMessage', 'sqs:GetQueueAttributes'],
  ['sns', 'alarms', 'sns:Publish', 'sns:GetTopicAttributes'],
  ['kms', 'key/11-22', 'kms:Decrypt', 'kms:GetKeyPolicy'],
  [
    'secretsmanager',
    'secret:token-AbCdEf',
    'secretsmanager:GetSecretValue',
    'secretsmanager:GetResourcePolicy',
  ],
  ['ecr', 'repository/app', 'ecr:PutImage', 'ecr:GetRepositoryPolicy'],
] as const;
/** Each is asked in its own way; of those that name the user in the same way, one stands for the others. */
const ASKED = HAS_ALL_ROWS ? RESOURCES : RESOURCES.slice(0, 1);

const LIMIT = 'arn:aws:iam::111122223333:policy/Limit';
const arnOf = (service: string, resource: string) =>
  `arn:aws:${service}:eu-west-1:111122223333:${resource}`;

onOneDatabase('Policies of resources in a plan', open => {
  let bench: PlanBench;
  let named: { id: string; secret: string };

  beforeAll(async () => {
    bench = await PlanBench.start(await open(), {
      role: { permissionsBoundary: LIMIT },
    });
    // All keys are there before the first plan, which remembers what keys there are.
    named = await bench.user('named');
    const wide = await bench.user('wide', ['sqs:*'], '*');
    await bench.apply(...keyedDeployment({ namespace: 'wide' }, wide));
    const points = await bench.user(
      'points',
      ['s3:GetObject'],
      `${arnOf('s3', 'accesspoint/front')}/object/*`,
    );
    await bench.apply(...keyedDeployment({ namespace: 'points' }, points));
    for (const [service, resource, action] of RESOURCES) {
      const key = await bench.user(
        `of-${service}`,
        [action],
        arnOf(service, resource).replace('-AbCdEf', '-??????'),
      );
      await bench.apply(...keyedDeployment({ namespace: service }, key));
    }
  });

  afterAll(async () => {
    await bench?.close();
  });

  it('are read, and it is told when one names the user', async () => {
    // The bucket of the bench's users.
    await bench.apply(...keyedDeployment({ namespace: 'buckets' }, named));
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

  it('are not those of the bucket for an access point, which has one of its own', async () => {
    expect(await bench.check('resource-policies', 'points')).toMatchObject({
      state: 'notChecked',
      params: { notRead: ['accesspoint front'] },
    });
  });

  describe.each(ASKED)('of %s', (service, resource, action, right) => {
    const arn = arnOf(service, resource);
    const check = () => bench.check('resource-policies', service);
    const hold = (statements?: object[]) =>
      bench.sandbox.aws.account('111122223333')!.import({
        resources: [
          {
            arn,
            ...(statements && {
              policy: {
                Version: '2012-10-17',
                Statement: statements,
              } as never,
            }),
          },
        ],
      });

    it('are read, and their change for the role is told and seen', async () => {
      expect(await check()).toMatchObject({
        state: 'notChecked',
        params: { notRead: [expect.stringMatching(/NotFound|DoesNotExist/)] },
      });
      hold();
      expect(await check()).toMatchObject({ state: 'passed' });
      const own = {
        Sid: 'Own',
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::111122223333:user/of-${service}` },
        Action: action,
        Resource: '*',
      };
      hold([own]);
      const told = await check();
      expect(told).toMatchObject({
        state: 'warning',
        params: { naming: [expect.stringContaining(`:${service}:`)] },
      });
      const added = JSON.parse(told!.fix!.slice(told!.fix!.indexOf('{')));
      expect(added).toEqual({
        Effect: 'Allow',
        Principal: { AWS: '*' },
        Action: action,
        Resource: '*',
        Condition: {
          ArnEquals: {
            'aws:PrincipalArn': expect.stringContaining(':role/irsa/'),
          },
        },
      });
      hold([own, added]);
      expect(await check()).toMatchObject({ state: 'passed' });
    });

    it('that may not be read are not known, with the missing right', async () => {
      hold();
      bench.sandbox.aws.faults.add({
        service,
        error: {
          code:
            service === 'sns' ? 'AuthorizationError' : 'AccessDeniedException',
          status: 403,
        },
      });
      expect(await check()).toMatchObject({
        state: 'notChecked',
        params: { notRead: [expect.stringContaining(`lacks ${right}`)] },
      });
    });
  });

  it('of a KMS key come with its grants, the other way to let a user in', async () => {
    const arn = arnOf('kms', 'key/11-22');
    const grantee = 'arn:aws:iam::111122223333:user/of-kms';
    const hold = (...grantees: string[]) =>
      bench.sandbox.aws.account('111122223333')!.import({
        resources: [
          {
            arn,
            grants: grantees.map(each => ({
              grantee: each,
              operations: ['Decrypt', 'GenerateDataKey'],
            })),
          },
        ],
      });
    const check = () => bench.check('resource-policies', 'kms');
    hold('arn:aws:iam::111122223333:user/other');
    expect(await check()).toMatchObject({ state: 'passed' });
    hold(grantee);
    const told = await check();
    expect(told).toMatchObject({
      state: 'warning',
      message: expect.stringContaining(`A grant of ${arn} names user of-kms.`),
      fix: expect.stringMatching(
        /create-grant --key-id \S+key\/11-22 --grantee-principal \S+:role\/irsa\/\S+ --operations Decrypt GenerateDataKey/,
      ),
    });
    hold(grantee, String(told!.params.roleArn));
    expect(await check()).toMatchObject({ state: 'passed' });

    const at = { UserName: 'irsa-portal', PolicyName: 'made-by-the-test' };
    await bench.iam.send(
      new PutUserPolicyCommand({
        ...at,
        PolicyDocument: JSON.stringify({
          Version: '2012-10-17',
          Statement: [
            { Effect: 'Deny', Action: 'kms:ListGrants', Resource: '*' },
          ],
        }),
      }),
    );
    try {
      expect(await check()).toMatchObject({
        state: 'notChecked',
        params: {
          notRead: [expect.stringMatching(/^grants of .*lacks kms:ListGrants/)],
        },
      });
    } finally {
      await bench.iam.send(new DeleteUserPolicyCommand(at));
    }
  });

  it('of patterns are not known (in CI)', async () => {
    expect(await bench.check('resource-policies', 'wide')).toMatchObject({
      state: 'notChecked',
      params: { notRead: ['all of sqs'] },
    });
  });

  it('the boundary of the role is read too, and what it cuts of the policy is named', async () => {
    expect(await bench.check('boundary', 'wide')).toMatchObject({
      state: 'notChecked',
      evidence: expect.stringContaining('could not be read'),
    });
    await bench.iam.send(
      new CreatePolicyCommand({
        PolicyName: 'Limit',
        PolicyDocument: JSON.stringify({
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Action: 's3:Get*', Resource: '*' }],
        }),
      }),
    );
    expect(await bench.check('boundary', 'wide')).toMatchObject({
      state: 'warning',
      params: { boundary: LIMIT, cut: ['sqs:*'], partly: [] },
      evidence: expect.stringContaining(LIMIT),
    });
  });
});

describe('whether a policy names a user', () => {
  const user = {
    name: 'reader',
    arn: 'arn:aws:iam::111122223333:user/team/reader',
    userId: 'AIDAEXAMPLE',
    tags: { team: 'a' },
  };
  it.each<[boolean, object]>([
    [true, { Principal: { AWS: user.arn } }],
    [true, { NotPrincipal: { AWS: ['x', user.arn] } }],
    [true, { Condition: { StringNotLike: { 'aws:userid': ['AIDAEXAMPLE'] } } }],
    [true, { Condition: { StringEquals: { 'aws:username': 'reader' } } }],
    [true, { Condition: { ArnEquals: { 'aws:PrincipalArn': user.arn } } }],
    [
      true,
      {
        Condition: {
          ArnLike: {
            'aws:PrincipalArn': 'arn:aws:iam::111122223333:user/team/*',
          },
        },
      },
    ],
    [true, { Condition: { StringEquals: { 'aws:PrincipalTag/team': 'a' } } }],
    [false, { Condition: { StringEquals: { 'aws:PrincipalTag/team': 'b' } } }],
    [false, { Principal: { AWS: `${user.arn}-two` } }],
    [false, { Sid: 'reader', Principal: '*' }],
  ])('%s: %j', (expected, statement) => {
    expect(namesUser(JSON.stringify({ Statement: [statement] }), user)).toBe(
      expected,
    );
  });
});

describe('the change that makes a policy hold for the role', () => {
  const user = {
    name: 'reader',
    arn: 'arn:aws:iam::111122223333:user/team/reader',
    userId: 'AIDAEXAMPLE',
  };
  const role = 'arn:aws:iam::111122223333:role/irsa/r';
  const all = { Action: 's3:*', Resource: '*' };
  const forRole = (...statements: object[]) =>
    statementsForRole(
      JSON.stringify({ Statement: statements }),
      user,
      role,
    )?.map(({ change, statement }) => [change, statement]);
  const onlyRole = {
    Principal: { AWS: '*' },
    Condition: { ArnEquals: { 'aws:PrincipalArn': role } },
  };

  it.each<[string, object, object]>([
    [
      'add',
      { Effect: 'Deny', Principal: { AWS: [user.arn, 'x'] }, ...all },
      { Effect: 'Deny', ...all, ...onlyRole },
    ],
    [
      'add',
      {
        Effect: 'Allow',
        Principal: '*',
        ...all,
        Condition: {
          StringEquals: { 'aws:username': 'reader', 'aws:SourceVpc': 'v' },
        },
      },
      {
        Effect: 'Allow',
        Principal: { AWS: '*' },
        ...all,
        Condition: {
          StringEquals: { 'aws:SourceVpc': 'v' },
          ArnEquals: { 'aws:PrincipalArn': role },
        },
      },
    ],
    [
      'replace',
      { Effect: 'Deny', NotPrincipal: { AWS: [user.arn, 'x'] }, ...all },
      {
        Effect: 'Deny',
        Principal: { AWS: '*' },
        ...all,
        Condition: {
          ArnNotLike: { 'aws:PrincipalArn': [user.arn, 'x', role] },
        },
      },
    ],
    [
      'replace',
      {
        Effect: 'Deny',
        Principal: '*',
        ...all,
        Condition: { StringNotLike: { 'aws:userid': 'AIDAEXAMPLE' } },
      },
      {
        Effect: 'Deny',
        Principal: '*',
        ...all,
        Condition: {
          StringNotLike: { 'aws:userid': 'AIDAEXAMPLE' },
          ArnNotLike: { 'aws:PrincipalArn': [role] },
        },
      },
    ],
    [
      'replace',
      {
        Effect: 'Deny',
        Principal: '*',
        ...all,
        Condition: {
          ArnNotEquals: { 'aws:PrincipalArn': user.arn },
          Bool: { 'aws:ViaAWSService': 'false' },
        },
      },
      {
        Effect: 'Deny',
        Principal: '*',
        ...all,
        Condition: {
          Bool: { 'aws:ViaAWSService': 'false' },
          ArnNotLike: { 'aws:PrincipalArn': [user.arn, role] },
        },
      },
    ],
  ])('%s beside %j', (change, before, after) => {
    expect(forRole(before)).toEqual([[change, after]]);
    // Once it is made, nothing is left to do.
    expect(change === 'add' ? forRole(before, after) : forRole(after)).toEqual(
      [],
    );
  });

  it.each<object[]>([
    [{ Effect: 'Allow', Principal: { AWS: [user.arn, role] }, ...all }],
    [{ Effect: 'Allow', Principal: '*', ...all }],
  ])('is none for %j', statement => {
    expect(forRole(statement)).toEqual([]);
  });

  it('is none when a twin names the role', () => {
    const own = { Effect: 'Allow', Principal: { AWS: user.arn }, ...all };
    expect(forRole(own, { ...own, Principal: { AWS: role } })).toEqual([]);
  });

  it('is not known for a text that names the user and is no policy', () => {
    expect(statementsForRole(`{ ${user.arn}`, user, role)).toBeUndefined();
  });
});
