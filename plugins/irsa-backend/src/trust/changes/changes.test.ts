import {
  CreateOpenIDConnectProviderCommand,
  CreateRoleCommand,
  GetRoleCommand,
  TagRoleCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { mockLogger } from '../../__testUtils__/mockLogger';
import {
  WalkthroughWorld,
  WORKLOAD,
} from '../../migration/__testUtils__/walkthroughWorld';
import { DefaultTrustService } from '../DefaultTrustService';
import { policyHash } from '../policyHash';
import { ReviewStore } from '../reviews/ReviewStore';
import { RoleRef } from '../reviews/types';
import { DefaultTrustChanges } from './DefaultTrustChanges';
import { TrustChangeStore } from './TrustChangeStore';

const ANNA = 'user:default/anna';
const BO = 'user:default/bo';
const REASON = 'The review of November asked for it.';

describe('changes of trust policies', () => {
  let world: WalkthroughWorld;
  let accountId: string;
  let host: string;
  let store: TrustChangeStore;
  let trust: DefaultTrustService;
  let changes: DefaultTrustChanges;

  const policyFor = (operator: string, subject = 'production:api') => ({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: {
          Federated: `arn:aws:iam::${accountId}:oidc-provider/${host}`,
        },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: {
          StringEquals: { [`${host}:aud`]: 'sts.amazonaws.com' },
          [operator]: { [`${host}:sub`]: `system:serviceaccount:${subject}` },
        },
      },
    ],
  });
  const make = async (
    roleName: string,
    tags: Record<string, string> = {},
    // The documented policies let the portal change roles below it only.
    path = '/irsa/',
  ): Promise<RoleRef> => {
    await world.root.send(
      new CreateRoleCommand({
        RoleName: roleName,
        Path: path,
        AssumeRolePolicyDocument: JSON.stringify(
          policyFor('ForAnyValue:StringEquals'),
        ),
        Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
      }),
    );
    await world.accounts.get(accountId).snapshot({ maxAgeMs: 0 });
    return { accountId, roleName };
  };
  const changeOutside = (
    roleName: string,
    subject: string,
    operator = 'StringEquals',
  ) =>
    world.root.send(
      new UpdateAssumeRolePolicyCommand({
        RoleName: roleName,
        PolicyDocument: JSON.stringify(policyFor(operator, subject)),
      }),
    );
  /** As the page sends it, of what it shows. */
  const shown = async ({ roleName }: RoleRef) => {
    const { policyHash: hash, proposal } = await trust.get(accountId, roleName);
    return { policyHash: hash!, policy: proposal!.policy, reason: REASON };
  };
  const hashInIam = async ({ roleName }: RoleRef) => {
    const { Role } = await world.root.send(
      new GetRoleCommand({ RoleName: roleName }),
    );
    return policyHash(
      JSON.parse(decodeURIComponent(Role!.AssumeRolePolicyDocument!)),
    );
  };
  const restarted = () =>
    new DefaultTrustChanges({
      store: new TrustChangeStore(world.database),
      trust,
      accounts: world.accounts,
      logger: mockLogger(),
    });
  const age = (ref: RoleRef, column = 'made_at') =>
    world
      .database('trust_changes')
      .where({ role_name: ref.roleName })
      .update({ [column]: new Date(Date.now() - 120_000).toISOString() });
  /** Something that others do right after a step of the store is done. */
  const after = (
    step: 'begin' | 'claimSending',
    act: () => Promise<unknown>,
  ) => {
    type Step = (...all: unknown[]) => Promise<void>;
    const real = store[step].bind(store) as unknown as Step;
    const spy: unknown = jest.spyOn(store, step);
    (spy as jest.MockedFunction<Step>).mockImplementationOnce(
      async (...all) => {
        await real(...all);
        await act();
      },
    );
  };

  beforeAll(async () => {
    world = await WalkthroughWorld.start();
    [{ accountId }] = world.accounts.all();
    const [{ issuer }] = world.sandbox.clusters;
    host = issuer.replace('https://', '');
    await world.root.send(
      new CreateOpenIDConnectProviderCommand({
        Url: issuer,
        ClientIDList: ['sts.amazonaws.com'],
      }),
    );
    store = new TrustChangeStore(world.database);
    trust = DefaultTrustService.create(world);
    changes = new DefaultTrustChanges({
      store,
      trust,
      accounts: world.accounts,
      logger: mockLogger(),
    });
  });

  afterEach(() => jest.restoreAllMocks());
  afterAll(() => world.close());

  it('writes the proposal, says what it read again, and takes it back', async () => {
    const ref = await make('applied');
    const request = await shown(ref);
    const applied = await changes.apply(ref, request, ANNA);
    expect(applied).toMatchObject({
      state: 'written',
      madeBy: ANNA,
      reason: REASON,
      effect: { added: [], removed: [] },
      rules: ['set-operator-single-valued'],
    });
    expect(await hashInIam(ref)).toBe(policyHash(JSON.parse(request.policy)));
    // Who has changed it does not sign it off.
    const author = await new ReviewStore(world.database).authorOf(
      `arn:aws:iam::${accountId}:role/irsa/applied`,
    );
    expect(author).toBe(ANNA);
    const back = await changes.rollBack(ref, applied.id, REASON, BO);
    expect(back).toMatchObject({ state: 'written', takesBack: applied.id });
    expect(await hashInIam(ref)).toBe(request.policyHash);
    // Nothing is left of it that could be taken back.
    await expect(
      changes.rollBack(ref, applied.id, REASON, BO),
    ).rejects.toMatchObject({ name: 'ConflictError' });
    expect(
      (await changes.list(ref)).map(({ madeBy }) => madeBy).sort(),
    ).toEqual([ANNA, BO]);
  });

  it('writes nothing when the role is another one than the user has seen', async () => {
    const ref = await make('moved');
    const request = await shown(ref);
    await changeOutside('moved', 'staging:api');
    const before = await hashInIam(ref);
    await expect(changes.apply(ref, request, ANNA)).rejects.toMatchObject({
      changedSince: [{ after: expect.stringContaining('staging:api') }],
    });
    expect(await hashInIam(ref)).toBe(before);
    expect(await changes.list(ref)).toEqual([]);
  });

  it('writes nothing when the role changes between the two readings (in CI)', async () => {
    const ref = await make('raced');
    const request = await shown(ref);
    after('begin', () => changeOutside('raced', 'staging:api'));
    await expect(changes.apply(ref, request, ANNA)).rejects.toMatchObject({
      name: 'ConflictError',
    });
    expect(await hashInIam(ref)).toBe(
      policyHash(policyFor('StringEquals', 'staging:api')),
    );
    expect(await changes.list(ref)).toMatchObject([{ state: 'notWritten' }]);
  });

  it('writes nothing after a reader has said that nothing was written (in CI)', async () => {
    const ref = await make('slow');
    const request = await shown(ref);
    after('begin', async () => {
      await age(ref);
      expect(await restarted().list(ref)).toMatchObject([
        { state: 'notWritten' },
      ]);
    });
    await expect(changes.apply(ref, request, ANNA)).rejects.toMatchObject({
      name: 'ConflictError',
    });
    expect(await hashInIam(ref)).toBe(request.policyHash);
    expect(await changes.list(ref)).toMatchObject([{ state: 'notWritten' }]);
  });

  it('reads neither account nor clusters between journal and write', async () => {
    const ref = await make('direct');
    const request = await shown(ref);
    after('begin', async () => {
      const slow = async () => {
        throw new Error('too slow');
      };
      jest
        .spyOn(world.accounts.get(accountId), 'snapshot')
        .mockImplementation(slow);
      jest.spyOn(trust, 'look').mockImplementation(slow);
    });
    expect(await changes.apply(ref, request, ANNA)).toMatchObject({
      state: 'written',
    });
  });

  it('counts from the sending, and the writer knows more than a reader (in CI)', async () => {
    const ref = await make('sent');
    const request = await shown(ref);
    after('claimSending', async () => {
      const [unsent] = await store.ofRole(ref);
      await age(ref);
      expect(await restarted().list(ref)).toMatchObject([{ state: 'writing' }]);
      // Of a reader that has read the row before it was claimed.
      await store.settle({ ...unsent, sent_at: null }, 'notWritten', 'later');
      expect(await store.ofRole(ref)).toMatchObject([{ state: 'writing' }]);
      // A process that stood still for longer than any write takes.
      await age(ref, 'sent_at');
      expect(await restarted().list(ref)).toMatchObject([
        { state: 'notWritten' },
      ]);
    });
    const applied = await changes.apply(ref, request, ANNA);
    expect(applied.state).toBe('written');
    expect(await hashInIam(ref)).toBe(policyHash(JSON.parse(request.policy)));
    await store.settleOwn(applied.id, 'otherwise', 'later');
    expect(await changes.list(ref)).toMatchObject([{ state: 'written' }]);
  });

  it('writes no other policy than the proposal', async () => {
    const ref = await make('forged');
    const request = await shown(ref);
    const policy = JSON.stringify(policyFor('StringLike', '*:*'));
    await expect(
      changes.apply(ref, { ...request, policy }, ANNA),
    ).rejects.toThrow('The proposal is not the one');
    expect(await hashInIam(ref)).toBe(request.policyHash);
  });

  it.each([
    [
      { 'terraform-workspace': 'prod' },
      'kept by Terraform',
      { ours: false, keptBy: 'Terraform' },
    ],
    [
      { 'managed-by': 'backstage-irsa' },
      'kept by a migration of this portal',
      { ours: true, keptBy: undefined },
    ],
  ])(
    'leaves a role with the tags %j to what keeps it',
    async (tags, words, said) => {
      const ref = await make(`owned-${words.length}`, tags);
      // The page says it before anybody presses the button.
      expect(await trust.get(accountId, ref.roleName)).toMatchObject(said);
      const request = await shown(ref);
      await expect(changes.apply(ref, request, ANNA)).rejects.toThrow(words);
      expect(await hashInIam(ref)).toBe(request.policyHash);
    },
  );

  it('takes nothing back from a role that a repository keeps by now', async () => {
    const ref = await make('adopted');
    const applied = await changes.apply(ref, await shown(ref), ANNA);
    const hash = await hashInIam(ref);
    await world.root.send(
      new TagRoleCommand({
        RoleName: 'adopted',
        Tags: [{ Key: 'crossplane-name', Value: 'adopted' }],
      }),
    );
    await expect(
      changes.rollBack(ref, applied.id, REASON, BO),
    ).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringMatching(/kept by Crossplane.*into the source/),
    });
    expect(await hashInIam(ref)).toBe(hash);
    expect(await changes.list(ref)).toHaveLength(1);
  });

  it('after a crash between writing and reading, the next start reads what is so', async () => {
    const ref = await make('killed');
    const request = await shown(ref);
    jest.spyOn(store, 'settleOwn').mockRejectedValue(new Error('killed'));
    await expect(changes.apply(ref, request, ANNA)).rejects.toThrow('killed');
    expect(await store.ofRole(ref)).toMatchObject([{ state: 'writing' }]);
    // One at a time.
    const back = { ...request, policyHash: await hashInIam(ref) };
    await expect(restarted().apply(ref, back, BO)).rejects.toThrow();
    await restarted().settleAll();
    expect(await store.ofRole(ref)).toMatchObject([
      { state: 'written', open_key: null },
    ]);
  });

  it('after a crash before writing, nothing is said until a write can no longer arrive', async () => {
    const ref = await make('unwritten');
    const request = await shown(ref);
    await store.begin({
      id: 'c-1',
      account_id: accountId,
      role_name: 'unwritten',
      role_arn: `arn:aws:iam::${accountId}:role/irsa/unwritten`,
      open_key: `${accountId}/unwritten`,
      state: 'writing',
      takes_back: null,
      before: JSON.stringify(policyFor('ForAnyValue:StringEquals')),
      after: request.policy,
      effect: '{"removed":[],"kept":[],"added":[]}',
      rules: '[]',
      reason: REASON,
      made_by: ANNA,
      // As young as can be, however slow the machine is.
      made_at: new Date(Date.now() + 3_600_000).toISOString(),
      sent_at: null,
      read_at: null,
    });
    await restarted().settleAll();
    expect(await store.ofRole(ref)).toMatchObject([{ state: 'writing' }]);
    await expect(changes.apply(ref, request, BO)).rejects.toThrow(
      'Another change of this role is under way',
    );
    await age(ref);
    expect(await restarted().list(ref)).toMatchObject([
      { state: 'notWritten' },
    ]);
  });

  it.each([
    ['notWritten', {}, undefined, 'not the newest'],
    ['writing', {}, undefined, 'not seen'],
    ['otherwise', {}, undefined, 'not seen'],
    ['written', { takes_back: 'c-0' }, undefined, 'not taken back itself'],
    ['written', {}, 'written', 'not the newest'],
    ['written', {}, 'otherwise', 'not the newest'],
  ] as const)(
    'does not take back a change that is %s, %j, before one that is %s',
    async (state, more, later, words) => {
      const ref = await make(`back-${state}-${later}-${'takes_back' in more}`);
      const applied = await changes.apply(ref, await shown(ref), ANNA);
      const hash = await hashInIam(ref);
      const table = () => world.database('trust_changes');
      const row = await table().where({ id: applied.id }).first();
      if (later) {
        await table().insert({
          ...row,
          id: `later-${later}`,
          state: later,
          made_at: new Date(Date.now() + 1000).toISOString(),
        });
      }
      await table()
        .where({ id: applied.id })
        .update({ state, ...more });
      await expect(
        changes.rollBack(ref, applied.id, REASON, BO),
      ).rejects.toMatchObject({
        name: 'ConflictError',
        message: expect.stringContaining(words),
      });
      expect(await hashInIam(ref)).toBe(hash);
    },
  );

  it('asks anew who uses the role before it takes it from somebody (in CI)', async () => {
    const ref = await make('wide');
    const { cluster, namespace } = WORKLOAD;
    const annotate = (name: string) =>
      world.sandbox.cluster(cluster).apply([
        {
          apiVersion: 'v1',
          kind: 'ServiceAccount',
          metadata: {
            name,
            namespace,
            annotations: {
              'eks.amazonaws.com/role-arn': `arn:aws:iam::${accountId}:role/irsa/wide`,
            },
          },
        },
      ]);
    await annotate('early');
    await changeOutside('wide', `${namespace}:*`, 'StringLike');
    const fresh = DefaultTrustService.create(world);
    const { policyHash: hash, proposal } = await fresh.get(accountId, 'wide');
    expect(proposal!.policy).toContain(`${namespace}:early`);
    await annotate('late');
    const { accounts } = world;
    const parts = { store, trust: fresh, accounts, logger: mockLogger() };
    await expect(
      new DefaultTrustChanges(parts).apply(
        ref,
        { policyHash: hash!, policy: proposal!.policy, reason: REASON },
        ANNA,
      ),
    ).rejects.toMatchObject({
      changedSince: [{ after: expect.stringContaining(`${namespace}:late`) }],
    });
    expect(await hashInIam(ref)).toBe(hash);
  });

  it('says which right is missing', async () => {
    const ref = await make('refused', {}, '/');
    const request = await shown(ref);
    await expect(changes.apply(ref, request, ANNA)).rejects.toThrow(
      'It needs iam:UpdateAssumeRolePolicy',
    );
    expect(await changes.list(ref)).toMatchObject([{ state: 'notWritten' }]);
    expect(await hashInIam(ref)).toBe(request.policyHash);
  });
});
