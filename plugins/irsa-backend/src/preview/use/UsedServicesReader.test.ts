import { IAMClient } from '@aws-sdk/client-iam';
import { AccountHandle, AttachedPolicy, IamUser } from '../../accounts/types';
import { PreviewWorld } from '../previewWorld';
import { UsedServicesReader } from './UsedServicesReader';

const ACCOUNT = '111122223333';
const OTHER_ACCOUNT = '444455556666';
const ROLE_ARN = `arn:aws:iam::${ACCOUNT}:role/orders`;
const BOUNDARY = `arn:aws:iam::${ACCOUNT}:policy/most`;

const allows = (name: string, ...Action: string[]): AttachedPolicy => ({
  name,
  via: 'role',
  document: {
    Version: '2012-10-17',
    Statement: { Effect: 'Allow', Action, Resource: '*' },
  },
});

/** IAM has seen S3 and not SQS. */
const iam = {
  send: async ({ input }: { input: { Arn?: string } }) =>
    input.Arn
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
        },
} as unknown as IAMClient;

const reader = () =>
  new UsedServicesReader(
    {
      accounts: {
        get: () => ({ accountId: ACCOUNT, iam } as AccountHandle),
      } as never,
    },
    () => 0,
  );

function worldWith(changes: {
  keys?: object[];
  rolePolicies?: AttachedPolicy[];
  boundaryArn?: string;
  userBoundaryArn?: string;
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
      { verdict: 'notKnown', reason: 'Not understood: odd.' },
    ]);
    expect(use.smaller).toBeUndefined();
  });

  it('names a permissions boundary that only the role has', async () => {
    const { used, limits } = await read({ boundaryArn: BOUNDARY });
    expect(used).toMatchObject([{ verdict: 'same' }]);
    expect(limits).toContain(`This role has one, ${BOUNDARY}`);
    for (const changes of [
      {},
      { boundaryArn: BOUNDARY, userBoundaryArn: BOUNDARY },
    ]) {
      expect((await read(changes)).limits).not.toContain('This role has one');
    }
  });
});
