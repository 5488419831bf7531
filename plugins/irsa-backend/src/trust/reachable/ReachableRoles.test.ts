import { AccountCoverage, ChainRole } from 'backstage-plugin-irsa-common';
import { ReachableRoles } from './ReachableRoles';

const READ = '111122223333';
const UNREAD = '444455556666';
const arnOf = (name: string, accountId = READ) =>
  `arn:aws:iam::${accountId}:role/${name}`;

/** Lets the role `from` in. */
const role = (name: string, from: string): ChainRole => ({
  arn: arnOf(name),
  name,
  accountId: READ,
  trust: {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: arnOf(from) },
        Action: 'sts:AssumeRole',
      },
    ],
  },
  context: { accountId: READ, providers: [] },
  policies: [],
});

const reachable = new ReachableRoles({
  clusters: { all: () => [] },
  trust: {
    chains: async () => ({
      roles: [role('a', 'nobody'), role('b', 'a'), role('c', 'b')],
      clusters: [],
      accounts: [
        { accountId: READ, state: 'ok' },
        { accountId: UNREAD, state: 'denied' },
      ] as AccountCoverage[],
    }),
  },
});
const ask = (roleArn: string, maySee?: string[]) =>
  reachable.find({ from: 'role', roleArn }, maySee && new Set(maySee));

describe('roles that a role can become', () => {
  it('are named with the way and what its last step rests on', async () => {
    const { items, hidden, accounts } = await ask(arnOf('a'));
    expect(items).toMatchObject([
      { name: 'b', steps: 1, lastStep: { restsOn: 'trustPolicy' } },
      { name: 'c', steps: 2, via: arnOf('b') },
    ]);
    expect(hidden).toBe(0);
    expect(accounts).toHaveLength(2);
  });

  it('are counted where the asker may not see them, and not named as a way', async () => {
    const { items, hidden } = await ask(arnOf('a'), [arnOf('a'), arnOf('c')]);
    expect(items.map(({ name, via }) => [name, via])).toEqual([
      ['c', undefined],
    ]);
    expect(hidden).toBe(1);
  });

  it.each([
    ['of an account that was not read', arnOf('x', UNREAD), undefined, 'Serv'],
    ['that is not there', arnOf('x'), undefined, 'NotF'],
    [
      'of an account that is not configured',
      arnOf('x', '9'),
      undefined,
      'NotF',
    ],
    ['that the asker may not see', arnOf('a'), [arnOf('b')], 'NotF'],
  ])('are not known for a role %s', async (_, arn, maySee, name) => {
    await expect(ask(arn, maySee)).rejects.toMatchObject({
      name: expect.stringContaining(name),
      message: expect.stringContaining('not known'),
    });
  });
});
