import {
  CreateOpenIDConnectProviderCommand,
  CreateRoleCommand,
} from '@aws-sdk/client-iam';
import { WalkthroughWorld } from '../migration/__testUtils__/walkthroughWorld';
import { DefaultTrustService } from './DefaultTrustService';

describe('DefaultTrustService', () => {
  let world: WalkthroughWorld;
  let accountId: string;
  let host: string;
  let trust: DefaultTrustService;

  const roleFor = async (name: string, operator: string, subject: string) => {
    const provider = `arn:aws:iam::${accountId}:oidc-provider/${host}`;
    await world.root.send(
      new CreateRoleCommand({
        RoleName: name,
        AssumeRolePolicyDocument: JSON.stringify({
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { Federated: provider },
              Action: 'sts:AssumeRoleWithWebIdentity',
              Condition: {
                StringEquals: { [`${host}:aud`]: 'sts.amazonaws.com' },
                // A block of its own also where both are compared alike.
                [`ForAnyValue:${operator}`]: { [`${host}:sub`]: subject },
              },
            },
          ],
        }),
      }),
    );
  };
  const review = async (name: string) => {
    const { verdict, findings } = await trust.get(accountId, name);
    return { verdict, rules: findings.map(({ ruleId }) => ruleId) };
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
    await roleFor('open', 'StringLike', 'system:serviceaccount:*:*');
    await roleFor('gone', 'StringEquals', 'system:serviceaccount:gone:api');
    await roleFor(
      'ghost',
      'StringEquals',
      'system:serviceaccount:production:ghost',
    );
    await roleFor(
      'exact',
      'StringEquals',
      'system:serviceaccount:production:test',
    );
    await world.root.send(
      new CreateRoleCommand({
        RoleName: 'anybody',
        AssumeRolePolicyDocument: JSON.stringify({
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { AWS: '*' },
              Action: 'sts:AssumeRole',
            },
          ],
        }),
      }),
    );
    await world.root.send(
      new CreateRoleCommand({
        RoleName: 'machines',
        AssumeRolePolicyDocument: JSON.stringify({
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { Service: 'ec2.amazonaws.com' },
              Action: 'sts:AssumeRole',
            },
          ],
        }),
      }),
    );
    await world.root.send(
      new CreateRoleCommand({
        RoleName: 'ended',
        AssumeRolePolicyDocument: JSON.stringify({
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { Service: 'ec2.amazonaws.com' },
              Action: 'sts:AssumeRole',
              Condition: { DateLessThan: { 'aws:CurrentTime': '2020-01-01' } },
            },
          ],
        }),
      }),
    );
    trust = DefaultTrustService.create(world);
  });

  afterAll(() => world.close());

  it('calls a role dangerous that every ServiceAccount of a cluster may assume', async () => {
    expect(await review('open')).toEqual({
      verdict: 'dangerous',
      rules: expect.arrayContaining(['sub-any']),
    });
  });

  it('reviews roles that trust accounts or services, and no cluster', async () => {
    const { items } = await trust.list();
    const listed = items.map(({ name, verdict, reach }) => [
      name,
      verdict,
      reach,
    ]);
    expect(listed).toEqual(
      expect.arrayContaining([
        ['anybody', 'dangerous', 'open'],
        ['machines', 'safe', 'exact'],
        ['ended', 'broken', 'dead'],
      ]),
    );
  });

  it('proposes a policy for one role, and sends what is known around it without names of ServiceAccounts', async () => {
    const role = await trust.get(accountId, 'exact');
    expect(role.proposal).toMatchObject({
      rules: ['set-operator-single-valued'],
      effect: { removed: [], kept: ['production/test'], added: [] },
      breaks: [],
    });
    expect(role.context).toMatchObject({
      accountId,
      now: expect.stringMatching(/^\d{4}-.*Z$/),
      providers: [{ clientIds: ['sts.amazonaws.com'] }],
    });
    const named = JSON.stringify(role.context);
    expect(named).toContain(host);
    expect(named).not.toMatch(/serviceAccounts|namespaces/);
    const { items } = await trust.list();
    const isInFull = items.some(
      ({ proposal, context, trustPolicyJson, findings }) =>
        proposal ||
        context ||
        trustPolicyJson ||
        findings.some(({ evidence }) => evidence),
    );
    expect(isInFull).toBe(false);
  });

  it('marks the reason of each finding in the text that it sends', async () => {
    const { trustPolicyJson = '', findings } = await trust.get(
      accountId,
      'open',
    );
    const { evidence = [] } = findings.find(
      ({ ruleId }) => ruleId === 'sub-any',
    )!;
    expect(
      evidence.map(({ start, end }) => trustPolicyJson.slice(start, end)),
    ).toEqual(['"system:serviceaccount:*:*"']);
  });

  it('compares subjects with what exists in the cluster', async () => {
    expect(await review('gone')).toEqual({
      verdict: 'risky',
      rules: expect.arrayContaining(['dangling-namespace']),
    });
    expect(await review('ghost')).toEqual({
      verdict: 'risky',
      rules: expect.arrayContaining(['dangling-serviceaccount']),
    });
    const exact = await review('exact');
    expect(exact.verdict).toBe('safe');
    expect(exact.rules).not.toContain('dangling-serviceaccount');
  });

  it('says nothing of what does not exist in a cluster that it cannot read', async () => {
    const { faults } = world.sandbox.cluster(world.clusters.all()[0].name);
    faults.failNext(1_000, {
      code: 403,
      reason: 'Forbidden',
      matches: (_method, path) => path === '/api/v1/serviceaccounts',
    });
    const blind = DefaultTrustService.create(world);
    const { verdict, findings } = await blind.get(accountId, 'gone');
    expect({ verdict, rules: findings.map(({ ruleId }) => ruleId) }).toEqual({
      verdict: 'safe',
      rules: ['set-operator-single-valued'],
    });
    faults.clear();
  });
});
