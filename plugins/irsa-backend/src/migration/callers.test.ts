/** Who else calls with the old key, where CloudTrail is connected. */
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { PutUserPolicyCommand } from '@aws-sdk/client-iam';
import { withOldKey } from './__testUtils__/oldKey';
import { retire, startSoaking } from './__testUtils__/soaking';
import { BY } from './__testUtils__/starting';
import {
  until,
  WalkthroughWorld,
  WORKLOAD,
} from './__testUtils__/walkthroughWorld';
import { ACCOUNT } from './__testUtils__/walkthroughPlan';
import { DefaultMigrationService } from './DefaultMigrationService';

jest.setTimeout(120_000);

const DAY = 86_400_000;

describe('the callers of an old key', () => {
  let world: WalkthroughWorld;
  let service: DefaultMigrationService;
  let id: string;
  let fingerprint: string;

  beforeAll(async () => {
    ({ world, service, id } = await startSoaking({
      settings: { cloudTrail: { [ACCOUNT]: {} } },
    }));
    ({ fingerprint } = world.execution.key!);
  });
  afterAll(() => world?.close());

  const soak = async () => (await service.get(id)).soak!;
  const stored = async () =>
    JSON.stringify([
      await world.database('migrations').select(),
      await world.database('migration_events').select(),
    ]);
  const denyPortal = async (action: string) =>
    world.root.send(
      new PutUserPolicyCommand({
        UserName: (await world.accounts.get(ACCOUNT).principal())
          .split('/')
          .pop(),
        PolicyName: 'denied',
        PolicyDocument: JSON.stringify({
          Version: '2012-10-17',
          Statement: [{ Effect: 'Deny', Action: action, Resource: '*' }],
        }),
      }),
    );

  it('are none at first, which is said with what was read', async () => {
    await service.watchSoaks();
    expect((await soak()).callers).toMatchObject({
      state: 'notSeen',
      others: 0,
      regions: ['us-east-1', 'eu-west-1'],
      notRead: [],
    });
  });

  it('do not have the portal among them', async () => {
    const before = (await soak()).endsAt;
    await service.noteOwnUse(fingerprint);
    const sts = await withOldKey(world, 'backstage-irsa');
    const startedAt = Date.parse((await soak()).startedAt);
    await until('a later second', async () => Date.now() > startedAt + 2_000);
    await service.noteOwnUse(fingerprint);
    await sts.send(new GetCallerIdentityCommand({}));
    sts.destroy();
    await service.watchSoaks();
    expect(await soak()).toMatchObject({
      endsAt: before,
      callers: { state: 'notSeen', others: 0 },
    });
    const { own, others } = await service.callersOf(WORKLOAD, fingerprint);
    expect([own.length, others.length]).toEqual([1, 0]);
  });

  it('are told to who may act, and start the soak again; addresses are not stored', async () => {
    const before = (await soak()).endsAt;
    const sts = await withOldKey(world, 'night-job');
    await sts.send(new GetCallerIdentityCommand({}));
    sts.destroy();
    await service.watchSoaks();
    const after = await soak();
    expect(after).toMatchObject({
      quiet: false,
      callers: { state: 'seen', others: 1 },
    });
    expect(Date.parse(after.endsAt)).toBeGreaterThan(Date.parse(before));
    const { others, isConnected, since } = await service.callersOf(
      WORKLOAD,
      fingerprint,
    );
    expect([isConnected, since]).toEqual([true, after.startedAt]);
    expect(others).toMatchObject([
      {
        address: '127.0.0.1',
        userAgent: expect.stringContaining('night-job'),
        count: 1,
        actions: ['sts:GetCallerIdentity'],
      },
    ]);
    expect(await stored()).not.toMatch(/night-job|127\.0\.0\.1[^:]/);
  });

  it('of a role are its Pods with their subject, and the tries of the portal apart', async () => {
    const { isConnected, others, own, limits } = await service.callersOfRole(
      ACCOUNT,
      world.execution.role.arn,
    );
    expect(isConnected).toBe(true);
    expect(new Set(others.map(({ caller }) => caller))).toEqual(
      new Set(['system:serviceaccount:production:test']),
    );
    expect(others[0].actions).toEqual(['sts:AssumeRoleWithWebIdentity']);
    expect(own.length).toBeGreaterThan(0);
    expect(limits).toMatch(/may be in use all the same/);
  });

  it('keep the key from being switched off without a reason, also after another whole soak', async () => {
    const { endsAt } = await soak();
    world.offset = Date.parse(endsAt) - Date.now() + DAY;
    await service.watchSoaks();
    const { possible, withReason, guards } = await service.get(id);
    expect(possible).not.toContain('deactivate-key');
    expect(withReason).toContain('deactivate-key');
    expect(guards).toContainEqual({
      act: 'deactivate-key',
      message: expect.stringMatching(
        /^CloudTrail shows calls with this key .* from 1 place, the last at/,
      ),
    });
    await expect(
      service.retire(id, { act: 'deactivate-key' }, BY),
    ).rejects.toThrow(/^CloudTrail shows calls/);
  });

  it('stay known when CloudTrail may not be read any more, and why it is not known is told', async () => {
    await denyPortal('cloudtrail:LookupEvents');
    await service.watchSoaks();
    expect((await soak()).callers).toMatchObject({
      state: 'seen',
      others: 1,
      notRead: [
        expect.stringMatching(
          /us-east-1 was not read.*cloudtrail:LookupEvents/,
        ),
        expect.stringMatching(/eu-west-1 was not read/),
      ],
    });
    const off = await retire(service, id, {
      act: 'deactivate-key',
      reason: 'the night job has moved',
    });
    expect(off.status).toBe('keyInactive');
  });

  it('are not told for a key that the workload never had', async () => {
    await expect(
      service.callersOf(WORKLOAD, '0123456789abcdef'),
    ).rejects.toThrow(/has no key 0123456789abcdef/);
  });
});
