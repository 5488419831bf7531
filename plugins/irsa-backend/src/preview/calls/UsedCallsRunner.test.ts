import { HarmlessCall } from '../../accounts/harmlessCalls';
import { PreviewWorld } from '../previewWorld';
import { UsedCallsRunner } from './UsedCallsRunner';

const ACCOUNT = '111122223333';
const ROLE = `arn:aws:iam::${ACCOUNT}:role/orders`;
const QUEUE = `arn:aws:sqs:eu-west-1:${ACCOUNT}:orders`;
const IMAGES = 'arn:aws:s3:::images';
const OTHER = 'arn:aws:s3:::other';

const attached = (document: unknown) => [{ name: 'p', via: 'user', document }];
const allows = (Action: string | string[], Resource: string | string[]) => ({
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Action, Resource },
});

/** A runner whose key and role are made up, and what it did with them. */
function runner(options: {
  user?: unknown;
  role?: unknown;
  preview?: object;
  missing?: string[];
  fails?: (call: HarmlessCall) => string | undefined;
}) {
  const sent: string[] = [];
  const sessions: { policy: string }[] = [];
  const world = {
    accountId: ACCOUNT,
    partition: 'aws',
    region: 'eu-west-1',
    role: { reason: '', target: { roleArn: ROLE } },
    workload: { keys: [{ userName: 'orders' }] },
    snapshot: {
      accountId: ACCOUNT,
      missing: options.missing ?? [],
      users: [
        {
          name: 'orders',
          arn: `arn:aws:iam::${ACCOUNT}:user/orders`,
          policies: attached(options.user),
        },
      ],
      roles: [{ name: 'orders', arn: ROLE, policies: attached(options.role) }],
    },
  } as unknown as PreviewWorld;
  const run = () =>
    new UsedCallsRunner(
      {
        config: {
          preview: { methods: ['HEAD', 'GET'], ...options.preview },
        },
        accounts: {
          callHarmlessly: async (
            call: HarmlessCall,
            { accessKeyId }: { accessKeyId: string },
          ) => {
            sent.push(`${accessKeyId} ${call.action} ${call.resource}`);
            const name = options.fails?.(call);
            if (name) {
              throw Object.assign(new Error('no'), { name });
            }
          },
        },
      } as never,
      {
        withKey: async (_: unknown, use: (key: object) => unknown) =>
          use({ accessKeyId: 'key' }),
        assumeRole: async (
          _: unknown,
          __: unknown,
          session: { policy: string },
        ) => {
          sessions.push(session);
          return { credentials: { accessKeyId: `role${sessions.length}` } };
        },
      } as never,
      () => 0,
    ).run(world, undefined);
  return { run, sent, sessions };
}

describe('a round of harmless calls', () => {
  it('narrows each session of the role to the one call that it is for', async () => {
    const both = allows(['sqs:*', 's3:*'], [QUEUE, IMAGES, `${IMAGES}/a.png`]);
    const { run, sent, sessions } = runner({ user: both, role: both });
    await run();
    const calls = sent.filter(each => each.startsWith('key'));
    expect(sessions.map(({ policy }) => JSON.parse(policy).Statement)).toEqual(
      calls
        .map(each => each.split(' ').slice(1))
        .map(([Action, Resource]) => [
          { Effect: 'Allow', Action, Resource },
          // Else S3 would hide from the role alone that an object is missing.
          ...(Action === 's3:GetObject'
            ? [{ Effect: 'Allow', Action: 's3:ListBucket', Resource: IMAGES }]
            : []),
        ]),
    );
    expect(calls).toHaveLength(4);
    expect(new Set(sent).size).toBe(8);
  });

  it('keeps to the buckets and methods of the configuration', async () => {
    const both = allows('s3:*', [IMAGES, OTHER]);
    const named = async (preview: object) => {
      const { items } = await runner({
        user: both,
        role: both,
        preview,
      }).run();
      return items.slice(1).map(({ resource }) => resource);
    };
    expect(await named({})).toEqual([IMAGES, OTHER]);
    expect(await named({ buckets: ['images'] })).toEqual([IMAGES]);
    expect(await named({ methods: ['GET'] })).toEqual([]);
  });

  it('makes no more calls with a key that AWS does not know', async () => {
    const both = allows('sqs:*', QUEUE);
    const { run, sent } = runner({
      user: both,
      role: both,
      fails: ({ action }) =>
        action.startsWith('sts:') ? 'InvalidClientTokenId' : undefined,
    });
    const { items } = await run();
    expect(items[1]).toMatchObject({
      key: {
        called: 'notCalled',
        reason: expect.stringContaining('switched off or deleted'),
      },
      role: { called: 'allowed' },
      verdict: 'notKnown',
    });
    expect(sent.filter(each => each.startsWith('key'))).toHaveLength(1);
  });

  it('does not know what a policy says that it cannot read', async () => {
    const { items } = await runner({
      user: allows('sqs:*', QUEUE),
      role: '{',
    }).run();
    expect(items[1]).toMatchObject({
      key: { simulated: 'allowed' },
      role: { simulated: 'notKnown' },
    });
  });

  it('does not know what policies say that IAM does not list', async () => {
    const { items } = await runner({
      user: allows('sqs:*', QUEUE),
      role: allows('sqs:*', QUEUE),
      missing: ['iam:ListGroupsForUser', 'iam:ListRolePolicies'],
    }).run();
    expect(items[1]).toMatchObject({
      key: { simulated: 'notKnown' },
      role: { simulated: 'notKnown' },
    });
  });
});
