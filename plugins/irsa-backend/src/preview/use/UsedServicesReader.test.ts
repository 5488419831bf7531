import { IAMClient } from '@aws-sdk/client-iam';
import { AccountHandle, AttachedPolicy, IamUser } from '../../accounts/types';
import { PreviewWorld } from '../previewWorld';
import { UsedServicesReader } from './UsedServicesReader';

const ACCOUNT = '111122223333';
const OTHER_ACCOUNT = '444455556666';
const ROLE_ARN = `arn:aws:iam::${ACCOUNT}:role/orders`;
const BOUNDARY = `arn:aws:iam::${ACCOUNT}:policy/most`;
const NARROW = `arn:aws:iam::${ACCOUNT}:policy/queues`;
const HIDDEN = `arn:aws:iam::${ACCOUNT}:policy/hidden`;

const allows = (name: string, ...Action: string[]): AttachedPolicy => ({
  name,
  via: 'role',
  document: {
    Version: '2012-10-17',
    Statement: { Effect: 'Allow', Action, Resource: '*' },
  },
});

/** IAM has seen S3 and not SQS; the only policies that it shows are boundaries. */
const iam = {
  send: async ({ input }: { input: { Arn?: string; PolicyArn?: string } }) => {
    if (input.PolicyArn) {
      return shownBoundary(input.PolicyArn);
    }
    return input.Arn
      ? { JobId: input.Arn }
      : {
          JobStatus: 'COMPLETED',
          ServicesLastAccessed: [
            {
              ServiceNamespace: 's3',
              LastAuthenticated: new Date('2026-11-29T10:00:00Z'),
            },
            { ServiceNamespace: 'sqs' },
          ],
        };
  },
} as unknown as IAMClient;

/** Answers of GetPolicy and GetPolicyVersion in one. */
function shownBoundary(arn: string) {
  if (arn === HIDDEN) {
    throw Object.assign(new Error('no'), { name: 'AccessDenied' });
  }
  const Action = arn === NARROW ? 'sqs:*' : ['s3:*', 'sqs:*'];
  const Document = encodeURIComponent(
    JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action, Resource: '*' }],
    }),
  );
  return {
    Policy: { DefaultVersionId: 'v1' },
    PolicyVersion: { Document },
  };
}

const reader = (trail?: AccountHandle['trail']) =>
  new UsedServicesReader(
    {
      accounts: {
        get: () => ({ accountId: ACCOUNT, iam, trail } as AccountHandle),
      } as never,
    },
    () => 0,
  );

function worldWith(changes: {
  keys?: object[];
  rolePolicies?: AttachedPolicy[];
  boundaryArn?: string;
  userBoundaryArn?: string;
  missing?: string[];
}): PreviewWorld {
  const user = (name: string): Partial<IamUser> => ({
    name,
    arn: `arn:aws:iam::${ACCOUNT}:user/${name}`,
    tags: {},
    policies: [allows('inline', 's3:GetObject')],
    boundaryArn: changes.userBoundaryArn,
  });
  return {
    accountId: ACCOUNT,
    partition: 'aws',
    region: 'eu-west-1',
    role: { reason: '', ofPodsOnly: ROLE_ARN },
    workload: {
      keys: changes.keys ?? [{ userName: 'orders', accountId: ACCOUNT }],
    },
    snapshot: {
      accountId: ACCOUNT,
      missing: changes.missing ?? [],
      users: [user('orders'), user('shared')],
      roles: [
        {
          name: 'orders',
          arn: ROLE_ARN,
          policies: changes.rolePolicies ?? [
            allows('wide', 's3:GetObject', 'sqs:SendMessage'),
          ],
          boundaryArn: changes.boundaryArn,
        },
      ],
    },
  } as unknown as PreviewWorld;
}

const read = (changes: Parameters<typeof worldWith>[0] = {}) =>
  reader().read(worldWith(changes), undefined);

describe('what CloudTrail shows of a key', () => {
  const readWith = (trail?: AccountHandle['trail']) =>
    reader(trail).read(
      worldWith({ rolePolicies: [allows('role', 's3:GetObject')] }),
      undefined,
    );

  it('is added to what IAM tells, with what was not read', async () => {
    const asked = jest.fn();
    const use = await readWith({
      read: async (...question) => {
        asked(...question);
        return {
          asOf: '1970-01-01T00:00:00.000Z',
          since: '1970-01-01T00:00:00.000Z',
          facts: [
            {
              at: '2026-11-29T11:00:00.000Z',
              region: 'eu-west-1',
              service: 'sqs',
              action: 'ListQueues',
              caller: `arn:aws:iam::${ACCOUNT}:user/orders`,
            },
          ],
          regions: [
            { region: 'eu-west-1', state: 'read', notUnderstood: 0 },
            {
              region: 'us-east-1',
              state: 'notKnown',
              reason: 'CloudTrail in us-east-1 was not read.',
              notUnderstood: 0,
            },
          ],
        };
      },
    });
    expect(asked.mock.calls[0][0]).toEqual({ by: 'Username', value: 'orders' });
    expect(use.used.map(({ service }) => service)).toEqual(['sqs', 's3']);
    expect(use.used[0].actions).toMatchObject([
      { action: 'sqs:ListQueues', source: 'cloudTrail' },
    ]);
    expect(use.unused).toEqual([]);
    expect(use.limits).toMatch(
      /90 days in eu-west-1: calls on data.*us-east-1 was not read/,
    );
  });

  it('is not spoken of where it is not connected', async () => {
    expect((await readWith()).limits).not.toMatch(/CloudTrail/);
  });
});

describe('what is read of a key', () => {
  it('is not of a user of the same name in another account', async () => {
    const other = { userName: 'shared', accountId: OTHER_ACCOUNT };
    const own = { userName: 'orders', accountId: ACCOUNT };
    expect((await read({ keys: [other, own] })).user).toBe('user orders');
    await expect(read({ keys: [other] })).rejects.toMatchObject({
      name: 'NotFoundError',
    });
  });

  it('makes a smaller policy only of policies that were all understood', async () => {
    expect((await read()).smaller?.removed).toEqual(['sqs:SendMessage']);
    const rolePolicies = [
      allows('wide', 's3:GetObject', 'sqs:SendMessage'),
      { name: 'odd', via: 'role', document: '{' },
    ];
    const use = await read({ rolePolicies });
    expect(use.used).toMatchObject([
      { verdict: 'notKnown', reason: 'Not read or not understood: odd.' },
    ]);
    expect(use.smaller).toBeUndefined();
  });

  it.each(['iam:ListGroupsForUser', 'iam:ListRolePolicies'])(
    'is not the same while IAM refuses %s',
    async call => {
      const rolePolicies = [allows('role', 's3:GetObject')];
      expect((await read({ rolePolicies })).used).toMatchObject([
        { verdict: 'same' },
      ]);
      const { used } = await read({ rolePolicies, missing: [call] });
      expect(used).toMatchObject([
        {
          verdict: 'notKnown',
          reason: `Not read or not understood: ${call}.`,
        },
      ]);
    },
  );

  it.each<[string, string, string, Parameters<typeof worldWith>[0]]>([
    ['lets the use through', 'same', '', { boundaryArn: BOUNDARY }],
    ['refuses the use', 'none', NARROW, { boundaryArn: NARROW }],
    ['could not be read', 'notKnown', HIDDEN, { boundaryArn: HIDDEN }],
    [
      'is one that the user has too',
      'same',
      '',
      { boundaryArn: BOUNDARY, userBoundaryArn: BOUNDARY },
    ],
    [
      'is none, and the one of the user refuses it',
      'notAllowed',
      NARROW,
      { userBoundaryArn: NARROW },
    ],
    [
      'is none, and the one of the user could not be read',
      'same',
      '',
      { userBoundaryArn: HIDDEN },
    ],
  ])(
    'says where the permissions boundary of the role %s: %s',
    async (_, verdict, named, changes) => {
      const {
        used: [{ reason = '', ...s3 }],
      } = await read(changes);
      expect(s3).toMatchObject({ service: 's3', verdict });
      expect(reason).toContain(named);
    },
  );
});
