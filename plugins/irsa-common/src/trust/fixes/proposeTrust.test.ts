import fc from 'fast-check';
import {
  ACCOUNT,
  arn,
  EKS,
  fleet,
  GITHUB,
  policy,
  STAGE,
  statement,
  tokens,
} from '../__testUtils__/fleet';
import { IS_WHOLE } from '../__testUtils__/testSize';
import { contextOf, publishedCases } from '../__testUtils__/trustCases';
import { askTrust } from '../evaluate/askTrust';
import { reviewTrustPolicy } from '../reviewTrustPolicy';
import { effectOfChange, proposeTrust } from './proposeTrust';

const AUD = 'sts.amazonaws.com';
const API = 'system:serviceaccount:payments:api';
const ALL = 'system:serviceaccount:payments:*';
const exact = tokens(EKS, { StringEquals: { aud: AUD, sub: API } });

describe('proposeTrust', () => {
  it('has nothing to propose for a good policy', () => {
    expect(proposeTrust(exact, fleet)).toBeUndefined();
  });

  it('names those of a namespace that name the role themselves', () => {
    const wide = tokens(EKS, {
      StringEquals: { aud: AUD },
      StringLike: { sub: ALL },
    });
    const proposal = proposeTrust(wide, fleet)!;
    expect(JSON.parse(proposal.policy)).toEqual(
      tokens(EKS, {
        StringEquals: {
          aud: AUD,
          sub: [API, 'system:serviceaccount:payments:worker'],
        },
      }),
    );
    expect(proposal).toMatchObject({
      rules: ['sub-any-serviceaccount'],
      effect: {
        removed: ['payments/default', 'payments/other', ALL],
        kept: ['payments/api', 'payments/worker'],
        added: [],
      },
      breaks: [],
    });
  });

  it.each<[string, unknown, string[]]>([
    [
      'no subject',
      tokens(EKS, { StringEquals: { aud: AUD } }),
      ['sub-missing'],
    ],
    [
      'no audience',
      tokens(EKS, { StringEquals: { sub: API } }),
      ['aud-missing'],
    ],
    [
      'any audience',
      tokens(EKS, { StringEquals: { sub: API }, StringLike: { aud: '*' } }),
      ['aud-wildcard'],
    ],
    [
      'an operator that holds without the key',
      tokens(EKS, {
        'ForAllValues:StringEquals': { sub: API },
        StringEquals: { aud: AUD },
      }),
      ['forallvalues-vacuous'],
    ],
    [
      'a set operator for one value',
      tokens(EKS, {
        'ForAnyValue:StringEquals': { sub: API },
        StringEquals: { aud: AUD },
      }),
      ['set-operator-single-valued'],
    ],
    [
      'no regard to case',
      tokens(EKS, {
        StringEqualsIgnoreCase: { sub: API.replace('api', 'API') },
        StringEquals: { aud: AUD },
      }),
      ['sub-ignore-case'],
    ],
    [
      'a ServiceAccount that is gone',
      tokens(EKS, {
        StringEquals: { aud: AUD, sub: [API, `${API}-gone`] },
      }),
      ['dangling-serviceaccount'],
    ],
    [
      'a provider that is gone',
      policy(
        ...exact.Statement,
        statement('gone.example.org', { StringEquals: { aud: AUD, sub: API } }),
      ),
      ['dangling-provider'],
    ],
    [
      'a principal that was removed',
      policy({
        Effect: 'Allow',
        Principal: {
          AWS: ['AROAEXAMPLEID00000001', `arn:aws:iam::${ACCOUNT}:user/ci`],
        },
        Action: 'sts:AssumeRole',
      }),
      ['deleted-principal'],
    ],
    [
      'all actions',
      policy({
        ...statement(EKS, { StringEquals: { aud: AUD, sub: API } }),
        Action: 'sts:*',
      }),
      ['action-wildcard'],
    ],
    [
      'the same twice, in the old version',
      { Statement: [...exact.Statement, ...exact.Statement] },
      ['duplicate-statement', 'version-old'],
    ],
  ])('answers a policy with %s', (_, document, rules) => {
    const proposal = proposeTrust(document, fleet)!;
    expect([...proposal.rules].sort()).toEqual(rules);
    const { findings } = reviewTrustPolicy(proposal.policy, fleet);
    expect(findings).toEqual([]);
    expect(proposal.effect.added).toEqual([]);
  });

  it('leaves to people what only they can decide', () => {
    const anyBranch = tokens(GITHUB, {
      StringEquals: { aud: AUD },
      StringLike: { sub: 'repo:acme/widget:*' },
    });
    expect(proposeTrust(anyBranch, fleet)).toBeUndefined();
    const literal = tokens(EKS, { StringEquals: { aud: AUD, sub: ALL } });
    // To make it work would let somebody in.
    expect(proposeTrust(literal, fleet)).toBeUndefined();
    expect(proposeTrust('{', fleet)).toBeUndefined();
  });

  it('names no ServiceAccount of a cluster that was not read', () => {
    const wide = tokens(EKS, {
      StringEquals: { aud: AUD },
      StringLike: { sub: ALL },
    });
    const clusters = fleet.clusters!.map(({ name, issuer }) => ({
      name,
      issuer,
    }));
    expect(proposeTrust(wide, { ...fleet, clusters })).toBeUndefined();
  });

  it('does not mix up ServiceAccounts of one name in two clusters', () => {
    const [prod, stage] = fleet.clusters!;
    const serviceAccounts = stage.serviceAccounts!.map(account =>
      account.name === 'other'
        ? { ...account, roleArn: fleet.role!.arn }
        : account,
    );
    const clusters = [prod, { ...stage, serviceAccounts }];
    const wide = { StringEquals: { aud: AUD }, StringLike: { sub: ALL } };
    const both = policy(statement(EKS, wide), statement(STAGE, wide));
    expect(proposeTrust(both, { ...fleet, clusters })).toMatchObject({
      effect: {
        removed: [
          'payments/default',
          'payments/other (prod)',
          `${ALL} (prod)`,
          `${ALL} (stage)`,
        ],
        kept: [
          'payments/api (prod)',
          'payments/api (stage)',
          'payments/other (stage)',
          'payments/worker (prod)',
          'payments/worker (stage)',
        ],
        added: [],
      },
      breaks: [],
    });
  });

  const named = (host: string, sub = API) =>
    statement(host, { StringEquals: { aud: AUD, sub } });
  const both = policy(named(EKS), named(STAGE));
  it.each<[string, unknown, unknown, object, object]>([
    [
      'one of two clusters is removed',
      both,
      policy(named(STAGE)),
      fleet,
      {
        removed: ['payments/api (prod)'],
        kept: ['payments/api (stage)'],
        added: [],
      },
    ],
    [
      'the other cluster comes instead',
      policy(named(EKS)),
      policy(named(STAGE)),
      fleet,
      {
        removed: ['payments/api (prod)'],
        kept: [],
        added: ['payments/api (stage)'],
      },
    ],
    [
      'the clusters are not known',
      both,
      policy(named(EKS)),
      { ...fleet, clusters: undefined },
      { removed: [`${API} (${STAGE})`], kept: [`${API} (${EKS})`], added: [] },
    ],
    [
      'there are two names',
      policy(named(EKS), named(STAGE, `${API}-2`)),
      policy(named(EKS)),
      fleet,
      { removed: [`${API}-2`], kept: ['payments/api'], added: [] },
    ],
  ])(
    'says whom a change removes when %s',
    (_, before, after, context, effect) => {
      expect(effectOfChange(before, after, context as typeof fleet)).toEqual(
        effect,
      );
    },
  );

  it.each(publishedCases)('adds nobody to $id', each => {
    const context = contextOf(each);
    const document = each.policyText ?? each.policy;
    const proposal = proposeTrust(document, context);
    expect(proposal?.effect.added ?? []).toEqual([]);
    expect(proposal?.breaks ?? []).toEqual([]);
    expect(proposal?.rules).not.toEqual([]);
  });

  it('never lets in a token that was refused', () => {
    const claim = fc.constantFrom('sub', 'sub', 'aud');
    const value = fc.constantFrom(
      API,
      ALL,
      'system:serviceaccount:payments:gone',
      'system:serviceaccount:*:app',
      'system:serviceaccount:pay*',
      API.toUpperCase(),
      AUD,
      '*',
    );
    const operator = fc
      .tuple(
        fc.constantFrom('', '', 'ForAllValues:', 'ForAnyValue:'),
        fc.constantFrom(
          'StringEquals',
          'StringLike',
          'StringNotEquals',
          'StringNotLike',
          'StringEqualsIgnoreCase',
        ),
        fc.constantFrom('', '', 'IfExists'),
      )
      .map(parts => parts.join(''));
    const host = fc.constantFrom(EKS, EKS, STAGE, 'gone.example.org');
    const one = fc
      .tuple(
        fc.constantFrom('Allow', 'Allow', 'Allow', 'Deny'),
        fc.uniqueArray(host, { minLength: 1, maxLength: 2 }),
        fc.array(
          fc.tuple(operator, host, claim, fc.array(value, { maxLength: 3 })),
          { maxLength: 4 },
        ),
        fc.constantFrom(
          'sts:AssumeRoleWithWebIdentity',
          'sts:AssumeRoleWithWebIdentity',
          'sts:*',
        ),
      )
      .map(([Effect, hosts, tests, Action]) => {
        const Condition: Record<string, Record<string, string[]>> = {};
        for (const [name, issuer, key, values] of tests) {
          Condition[name] = {
            ...Condition[name],
            [`${issuer}:${key}`]: values,
          };
        }
        return {
          Effect,
          Principal: { Federated: hosts.map(arn) },
          Action,
          Condition,
        };
      });
    const callers = [EKS, STAGE].flatMap(issuer =>
      [
        API,
        'system:serviceaccount:payments:other',
        'system:serviceaccount:payments:gone',
        'system:serviceaccount:team-a:app',
        'system:serviceaccount:pay-evil:x',
        'system:serviceaccount:x:y',
      ].map(subject => ({
        kind: 'token' as const,
        issuer,
        claims: { sub: subject, aud: AUD },
      })),
    );
    let proposed = 0;
    fc.assert(
      fc.property(
        fc.array(one, { minLength: 1, maxLength: 3 }),
        fc.constantFrom('2012-10-17', '2008-10-17', undefined),
        (Statement, Version) => {
          const document = { ...(Version && { Version }), Statement };
          const proposal = proposeTrust(document, fleet);
          if (!proposal) {
            return;
          }
          proposed += 1;
          for (const caller of callers) {
            const before = askTrust(document, caller, fleet).decision;
            const after = askTrust(proposal.policy, caller, fleet).decision;
            expect([caller, before, after]).not.toEqual([
              caller,
              'deny',
              'allow',
            ]);
          }
        },
      ),
      { numRuns: IS_WHOLE ? 10_000 : 300 },
    );
    expect(proposed).toBeGreaterThan(50);
  });
});
