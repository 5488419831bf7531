import {
  CreateOpenIDConnectProviderCommand,
  CreateRoleCommand,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import { until } from '@internal/sandbox/until';
import { UsedCalls } from 'backstage-plugin-irsa-common';
import { WalkthroughWorld } from '../../migration/__testUtils__/walkthroughWorld';
import { DefaultPreviewService } from '../DefaultPreviewService';

const ACCOUNT = '111122223333';
const OWNER = 'group:default/team-profile';
const ID = 'eks-prod-eu/production/Deployment/test';
const USER = 'profile-images-reader';
const ROLE = 'called';
const of = (ref: string, ...groups: string[]) => ({
  ref,
  ownershipRefs: async () => [ref, ...groups],
  access: async () => undefined,
});
const GUEST = of('user:default/guest', OWNER);

const arn = (service: string, name: string) =>
  `arn:aws:${service}:eu-west-1:${ACCOUNT}:${name}`;
const QUEUE = arn('sqs', 'orders');
const GONE = arn('sqs', 'gone');
const TOPIC = arn('sns', 'orders');
const KEY = arn('kms', 'key/1a2b');
const SECRET = arn('secretsmanager', 'secret:shop/db-AbCdEf');
const TABLE = arn('dynamodb', 'table/orders');
const READS: [string, string][] = [
  ['sqs:GetQueueAttributes', QUEUE],
  ['sqs:GetQueueAttributes', GONE],
  ['sns:GetTopicAttributes', TOPIC],
  ['kms:DescribeKey', KEY],
  ['secretsmanager:DescribeSecret', SECRET],
  ['dynamodb:DescribeTable', TABLE],
];
const policy = (...allowed: [string, string][]) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: allowed.map(([Action, Resource]) => ({
      Effect: 'Allow',
      Action,
      Resource,
    })),
  });

describe('harmless calls of the walk-through', () => {
  let world: WalkthroughWorld;
  /** The role that the ServiceAccount names. */
  let roleArn: string | undefined;
  let isAllowed = true;
  let previews: DefaultPreviewService;

  beforeAll(async () => {
    world = await WalkthroughWorld.start();
    await world.makePlan();
    const { config } = world;
    previews = DefaultPreviewService.create({
      ...world,
      config: {
        ...config,
        preview: {
          ...config.preview,
          get calls() {
            return isAllowed;
          },
        },
      },
      inventory: {
        ...world.inventory,
        get: async ref => {
          const workload = await world.inventory.get(ref);
          return {
            ...workload,
            ownerRef: OWNER,
            serviceAccount: { ...workload.serviceAccount, roleArn },
          };
        },
      },
      migrations: await world.service(),
    });
    world.sandbox.aws.account(ACCOUNT)!.import({
      id: ACCOUNT,
      resources: [QUEUE, TOPIC, KEY, SECRET, TABLE].map(each => ({
        arn: each,
      })),
    });
    await world.root.send(
      new PutUserPolicyCommand({
        UserName: USER,
        PolicyName: 'calls',
        PolicyDocument: policy(
          ...READS,
          ['sqs:SendMessage', arn('sqs', 'only-sent')],
          ['sqs:GetQueueAttributes', arn('sqs', 'all-*')],
        ),
      }),
    );
  });
  afterAll(() => world.close());

  const ask = (planId?: string) => previews.usedCalls(ID, planId, GUEST);
  const shown = ({ items }: UsedCalls) =>
    Object.fromEntries(
      items.map(({ resource, key, role, verdict }) => [
        resource,
        [key.called, role.called, verdict].join(' '),
      ]),
    );

  it('are made with the key alone while there is no role, beside what the plan says', async () => {
    const calls = await until(
      () => ask('plan-1'),
      ({ items }) => items.some(({ resource }) => resource === QUEUE),
    );
    expect(shown(calls)).toMatchObject({
      '*': 'allowed notCalled notKnown',
      [QUEUE]: 'allowed notCalled notKnown',
      [GONE]: 'notThere notCalled notKnown',
    });
    expect(
      calls.items.find(({ resource }) => resource === QUEUE),
    ).toMatchObject({
      key: { simulated: 'allowed' },
      role: {
        simulated: 'denied',
        reason: expect.stringContaining('no role for this service yet'),
      },
    });
  });

  it('are made with both, and compared by what AWS answers', async () => {
    const { execution } = world;
    await world.root.send(
      new CreateOpenIDConnectProviderCommand({
        Url: execution.provider.url,
        ClientIDList: [execution.provider.audience],
      }),
    );
    const { Role } = await world.root.send(
      new CreateRoleCommand({
        RoleName: ROLE,
        AssumeRolePolicyDocument: execution.role.trustDocument,
      }),
    );
    await world.root.send(
      new PutRolePolicyCommand({
        RoleName: ROLE,
        PolicyName: 'calls',
        PolicyDocument: policy(
          ...READS.filter(([action]) => !action.startsWith('sns:')),
        ),
      }),
    );
    roleArn = Role!.Arn;
    const calls = await until(ask, ({ items }) =>
      items.every(({ role }) => role.called !== 'notCalled'),
    );
    expect(shown(calls)).toMatchObject({
      '*': 'allowed allowed same',
      [QUEUE]: 'allowed allowed same',
      [GONE]: 'notThere notThere notKnown',
      [TOPIC]: 'allowed denied less',
      [KEY]: 'allowed allowed same',
      [SECRET]: 'allowed allowed same',
      [TABLE]: 'allowed allowed same',
    });
    const resources = calls.items.map(({ resource }) => resource);
    expect(resources).not.toContain(arn('sqs', 'only-sent'));
    expect(resources.join()).not.toContain('all-');
    expect(
      calls.items.find(({ resource }) => resource === TOPIC)?.role,
    ).toMatchObject({
      simulated: 'denied',
      code: 'AuthorizationErrorException',
    });
  });

  it('are for owners only, counted with the previews, and can be switched off', async () => {
    await expect(
      previews.usedCalls(ID, undefined, of('user:default/other')),
    ).rejects.toMatchObject({ name: 'NotAllowedError' });
    isAllowed = false;
    try {
      const before = world.sandbox.aws.calls.length;
      await expect(ask()).rejects.toMatchObject({
        name: 'NotAllowedError',
        message: expect.stringContaining('irsa.preview.calls'),
      });
      expect(
        world.sandbox.aws.calls
          .slice(before)
          .filter(({ service }) => service === 'sqs'),
      ).toEqual([]);
    } finally {
      isAllowed = true;
    }
    const limited = async () => {
      for (;;) {
        await ask();
      }
    };
    await expect(limited()).rejects.toMatchObject({
      name: 'TooManyRequestsError',
    });
  });
});
