import {
  CreateOpenIDConnectProviderCommand,
  CreateRoleCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import { TrustFinding } from 'backstage-plugin-irsa-common';
import { mockLogger } from '../../__testUtils__/mockLogger';
import { pageLinks } from '../../config/pageLinks';
import { WalkthroughWorld } from '../../migration/__testUtils__/walkthroughWorld';
import { DefaultTrustService } from '../DefaultTrustService';
import { DefaultTrustReviewService } from './DefaultTrustReviewService';
import { ReviewStore } from './ReviewStore';
import { SignOffWatch } from './SignOffWatch';

const ANNA = 'user:default/anna';
const BO = 'user:default/bo';
const SECURITY = 'group:default/security';
const COMMENT = 'Only the vendor has this and we watch it.';
const inDays = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toISOString();

describe('reviews of trust policies', () => {
  let world: WalkthroughWorld;
  let accountId: string;
  let host: string;
  let store: ReviewStore;
  let trust: DefaultTrustService;
  let reviews: DefaultTrustReviewService;
  let sent: NotificationSendOptions[];

  const policyFor = (...subjects: string[]) =>
    JSON.stringify({
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
            StringLike: {
              [`${host}:sub`]: subjects.map(
                each => `system:serviceaccount:${each}`,
              ),
            },
          },
        },
      ],
    });
  const make = async (roleName: string, ...subjects: string[]) => {
    await world.root.send(
      new CreateRoleCommand({
        RoleName: roleName,
        AssumeRolePolicyDocument: policyFor(...subjects),
      }),
    );
    await world.accounts.get(accountId).snapshot({ maxAgeMs: 0 });
    return { accountId, roleName };
  };
  const change = (roleName: string, ...subjects: string[]) =>
    world.root.send(
      new UpdateAssumeRolePolicyCommand({
        RoleName: roleName,
        PolicyDocument: policyFor(...subjects),
      }),
    );
  const sign = async (
    ref: { accountId: string; roleName: string },
    actor = ANNA,
    comment = COMMENT,
  ) => {
    const { policyHash } = await reviews.get(ref);
    return reviews.sign(ref, { policyHash, comment, days: 90 }, actor);
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
    store = new ReviewStore(world.database);
    trust = DefaultTrustService.create(world);
    reviews = new DefaultTrustReviewService({ store, trust });
    sent = [];
  });

  afterAll(() => world.close());

  const watch = () =>
    new SignOffWatch({
      store,
      trust,
      notifications: {
        send: async options => {
          sent.push(options);
        },
      },
      reviewers: [SECURITY],
      links: pageLinks('/irsa'),
      logger: mockLogger(),
    }).lookAtAll();

  it('is void when the policy changes outside, says what has changed, and tells signer and reviewers once', async () => {
    const ref = await make('changed', 'production:*');
    expect(await reviews.get(ref)).toMatchObject({
      state: 'never',
      history: [],
    });
    expect(await sign(ref)).toMatchObject({
      state: 'signed',
      signOff: { signedBy: ANNA, comment: COMMENT, state: 'signed' },
    });
    const before = await reviews.get(ref);
    await change('changed', 'production:*', 'staging:api');
    const now = await reviews.get(ref);
    expect(now).toMatchObject({
      state: 'void',
      difference: {
        removed: [],
        added: ['system:serviceaccount:staging:api'],
        isUnderstood: true,
      },
    });
    expect(now.difference?.before).not.toContain('staging');
    expect(now.difference?.after).toContain('staging');
    // Who had the old page open signs nothing.
    const late = reviews.sign(
      ref,
      { policyHash: before.policyHash, comment: COMMENT, days: 90 },
      BO,
    );
    await expect(late).rejects.toMatchObject({
      name: 'ConflictError',
      changedSince: [
        {
          before: expect.not.stringContaining('staging'),
          after: expect.stringContaining('staging'),
        },
      ],
    });
    await world.accounts.get(accountId).snapshot({ maxAgeMs: 0 });
    await watch();
    await watch();
    expect(sent).toEqual([
      {
        recipients: { type: 'entity', entityRef: [ANNA, SECURITY] },
        payload: expect.objectContaining({
          title: 'Role changed has changed since it was signed off',
          link: `/irsa/trust/${accountId}/changed`,
        }),
      },
    ]);
    // Nobody has looked at what was in force meanwhile, so it stays void when it is changed back.
    await change('changed', 'production:*');
    expect((await reviews.get(ref)).state).toBe('void');
    const again = await sign(ref, BO);
    expect(again).toMatchObject({
      state: 'signed',
      history: [{ signedBy: ANNA, state: 'replaced' }],
    });
    const { items } = await trust.list();
    const summaries = await reviews.summaries(items);
    const stateOf = (name: string) =>
      summaries.get(items.find(role => role.name === name)!.arn)?.state;
    expect(stateOf('changed')).toBe('signed');
  });

  it('is void when another ServiceAccount gets in by the same policy', async () => {
    const ref = await make('joined', 'production:*');
    await sign(ref);
    const [row] = await store.signOffs(ref);
    expect(JSON.parse(row.admits).length).toBeGreaterThan(0);
    // As if one of today's ServiceAccounts had not been there.
    await world
      .database('trust_sign_offs')
      .where({ id: row.id })
      .update({ admits: '[]' });
    expect(await reviews.get(ref)).toMatchObject({
      state: 'void',
      difference: { added: [], joined: JSON.parse(row.admits) },
    });
    // Where a cluster was not read, nobody can be called new.
    await world
      .database('trust_sign_offs')
      .where({ id: row.id })
      .update({ admits_known: false, void_at: null });
    expect((await reviews.get(ref)).state).toBe('signed');
  });

  it('is not signed off by who changed the role last, nor without words where findings are open', async () => {
    const ref = await make('authored', 'production:*');
    await expect(sign(ref, ANNA, '')).rejects.toThrow('open findings');
    await expect(
      sign(ref, ANNA, 'It is AKIAABCDEFGHIJKLMNOP, see there'),
    ).rejects.toThrow('seems to hold a key');
    jest.spyOn(store, 'authorOf').mockResolvedValue(ANNA);
    await expect(sign(ref, ANNA)).rejects.toMatchObject({
      name: 'NotAllowedError',
    });
    expect((await sign(ref, BO)).state).toBe('signed');
    jest.restoreAllMocks();
  });

  it('accepts a finding until a day; another statement resolves it', async () => {
    const ref = await make('accepted', 'production:*');
    const { findings } = await trust.get(accountId, 'accepted');
    const wide = findings.find(
      ({ ruleId }) => ruleId === 'sub-any-serviceaccount',
    ) as TrustFinding;
    const accept = async (endsAt = inDays(30)) => {
      const { policyHash } = await reviews.get(ref);
      const { ruleId, statement } = wide;
      return reviews.accept(
        ref,
        { policyHash, ruleId, statement, reason: COMMENT, endsAt },
        BO,
      );
    };
    await expect(accept(inDays(400))).rejects.toThrow('at most 365 days');
    const first = await accept();
    expect(first).toMatchObject({ state: 'active', acceptedBy: BO });
    await expect(accept()).rejects.toThrow('accepted already');
    expect(
      (await sign(ref)).signOff?.findings.map(({ ruleId }) => ruleId),
    ).not.toContain(wide.ruleId);
    await reviews.withdraw(ref, first.id, ANNA);
    await expect(reviews.withdraw(ref, first.id, ANNA)).rejects.toThrow(
      'not in force',
    );
    await accept();
    const states = async () =>
      (await reviews.get(ref)).accepted.map(({ state }) => state).sort();
    expect(await states()).toEqual(['active', 'withdrawn']);
    await world
      .database('accepted_findings')
      .whereNotNull('open_key')
      .where({ role_name: 'accepted' })
      .update({ ends_at: inDays(-1) });
    expect(await states()).toEqual(['ended', 'withdrawn']);
    await change('accepted', 'production:test');
    expect(await states()).toEqual(['resolved', 'withdrawn']);
  });

  it('stores nothing when IAM does not answer', async () => {
    const ref = await make('silent', 'production:*');
    const { policyHash } = await reviews.get(ref);
    const { iam } = world.accounts.get(accountId);
    jest
      .spyOn(iam, 'send')
      .mockRejectedValue(
        Object.assign(new Error('no'), { name: 'AccessDenied' }) as never,
      );
    await expect(
      reviews.sign(ref, { policyHash, comment: COMMENT, days: 90 }, ANNA),
    ).rejects.toMatchObject({ name: 'ServiceUnavailableError' });
    jest.restoreAllMocks();
    expect((await reviews.get(ref)).state).toBe('never');
  });
});
