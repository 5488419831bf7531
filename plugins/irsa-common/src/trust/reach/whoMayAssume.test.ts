import { contextOf, publishedCases } from '../__testUtils__/trustCases';
import { whoMayAssume } from './whoMayAssume';
import { TrustReach } from './types';

const ACCOUNT = '111122223333';
const EKS =
  'oidc.eks.eu-west-1.amazonaws.com/id/A1B2C3D4E5F60718293A4B5C6D7E8F90';
const GITHUB = 'token.actions.githubusercontent.com';
const CIRCLE = 'oidc.circleci.com/org/6b376885-0000-45b2-ba2f-c27c0919bc6d';
const arn = (host: string) => `arn:aws:iam::${ACCOUNT}:oidc-provider/${host}`;

function statement(
  host: string,
  conditions: Record<string, Record<string, unknown>>,
  Effect = 'Allow',
) {
  return {
    Effect,
    Principal: { Federated: arn(host) },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: Object.fromEntries(
      Object.entries(conditions).map(([operator, keys]) => [
        operator,
        Object.fromEntries(
          Object.entries(keys).map(([key, value]) => [`${host}:${key}`, value]),
        ),
      ]),
    ),
  };
}

const policy = (...Statement: unknown[]) => ({
  Version: '2012-10-17',
  Statement,
});

const assume = (Principal: unknown, Condition?: unknown) =>
  policy({ Effect: 'Allow', Principal, Action: 'sts:AssumeRole', Condition });

const anyone = statement(EKS, {
  StringEquals: { aud: 'sts.amazonaws.com' },
});
const one = statement(EKS, {
  StringEquals: { sub: 'system:serviceaccount:shop:orders' },
});
const pattern = statement(EKS, {
  StringLike: { sub: 'system:serviceaccount:shop:*' },
});

describe('whoMayAssume', () => {
  it.each<[string, unknown, TrustReach['reach']]>([
    ['one ServiceAccount', policy(one), 'exact'],
    ['two statements that name one each', policy(one, one), 'exact'],
    ['the ServiceAccounts of a namespace', policy(pattern), 'bounded'],
    ['no condition on the subject', policy(anyone), 'open'],
    [
      'any ServiceAccount, in words',
      policy(
        statement(EKS, { StringLike: { sub: 'system:serviceaccount:*:*' } }),
      ),
      'open',
    ],
    ['an open statement beside an exact one', policy(one, anyone), 'open'],
    [
      'an open statement beside a conditional one',
      policy(
        statement(GITHUB, { StringEquals: { repository_owner: 'acme' } }),
        statement(GITHUB, { StringLike: { sub: 'repo:*' } }),
      ),
      'open',
    ],
    [
      'any repository, with a claim that may be anything',
      policy(
        statement(GITHUB, {
          StringLike: { sub: 'repo:*', repository: '*' },
        }),
      ),
      'open',
    ],
    [
      'any subject of a repository that is named by a claim',
      policy(
        statement(GITHUB, {
          StringLike: { sub: 'repo:*' },
          StringEquals: { repository: 'acme/shop' },
        }),
      ),
      'bounded',
    ],
    [
      'a repository of GitHub',
      policy(
        statement(GITHUB, {
          StringEquals: { sub: 'repo:acme/shop:ref:refs/heads/main' },
        }),
      ),
      'exact',
    ],
    [
      'the repositories of one owner',
      policy(statement(GITHUB, { StringLike: { sub: 'repo:acme/*' } })),
      'bounded',
    ],
    [
      'anybody at an issuer that is the organisation’s own',
      policy(
        statement(CIRCLE, {
          StringEquals: { aud: '6b376885-0000-45b2-ba2f-c27c0919bc6d' },
        }),
      ),
      'bounded',
    ],
    [
      'a Deny of all that is allowed',
      policy(pattern, { ...pattern, Effect: 'Deny' }),
      'dead',
    ],
    ['all but one', policy(pattern, { ...one, Effect: 'Deny' }), 'bounded'],
    [
      'two names at once',
      policy(
        statement(EKS, {
          StringEquals: { sub: 'system:serviceaccount:a:b' },
          StringLike: { sub: 'system:serviceaccount:c:*' },
        }),
      ),
      'dead',
    ],
    [
      'a variable that old versions of the language do not know',
      {
        ...policy(
          statement(EKS, {
            StringEquals: { sub: 'system:serviceaccount:a:${x}' },
          }),
        ),
        Version: '2008-10-17',
      },
      'dead',
    ],
    [
      'a star that StringEquals takes for a name',
      policy(
        statement(EKS, { StringEquals: { sub: 'system:serviceaccount:a:*' } }),
      ),
      'dead',
    ],
    [
      'a name without a namespace',
      policy(
        statement(EKS, { StringEquals: { sub: 'system:serviceaccount:a' } }),
      ),
      'dead',
    ],
    ['no JSON', '{', 'notUnderstood'],
    ['what IAM refuses', policy({ ...one, Resource: '*' }), 'notUnderstood'],
    ['any account', assume('*'), 'open'],
    [
      'anybody with a token of some provider',
      policy({
        Effect: 'Allow',
        Principal: '*',
        Action: 'sts:AssumeRoleWithWebIdentity',
      }),
      'open',
    ],
    [
      'anybody with an assertion of some provider',
      policy({
        Effect: 'Allow',
        Principal: { AWS: '*' },
        Action: ['sts:AssumeRoleWithSAML', 'sts:TagSession'],
      }),
      'open',
    ],
    ['any account, by name', assume({ AWS: '*' }), 'open'],
    ['any service', assume({ Service: '*' }), 'open'],
    [
      'any account of an organisation',
      assume('*', { StringEquals: { 'aws:PrincipalOrgID': 'o-abc123' } }),
      'bounded',
    ],
    [
      'any account, whose condition lets all through',
      assume('*', { StringLike: { 'aws:PrincipalArn': '*' } }),
      'open',
    ],
    [
      'any account beside a Deny of something else',
      policy(
        { Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' },
        { ...one, Effect: 'Deny' },
      ),
      'open',
    ],
    [
      'a wildcard inside a name',
      assume({ AWS: `arn:aws:iam::${ACCOUNT}:role/*` }),
      'dead',
    ],
    ['an account', assume({ AWS: ACCOUNT }), 'bounded'],
    ['a role', assume({ AWS: `arn:aws:iam::${ACCOUNT}:role/ci` }), 'exact'],
    ['a service', assume({ Service: 'ec2.amazonaws.com' }), 'exact'],
    ['a canonical user', assume({ CanonicalUser: 'abc' }), 'dead'],
    [
      'SAML',
      policy({
        Effect: 'Allow',
        Principal: { Federated: `arn:aws:iam::${ACCOUNT}:saml-provider/corp` },
        Action: 'sts:AssumeRoleWithSAML',
      }),
      'bounded',
    ],
    [
      'SAML with the action of tokens',
      policy({
        Effect: 'Allow',
        Principal: { Federated: `arn:aws:iam::${ACCOUNT}:saml-provider/corp` },
        Action: 'sts:AssumeRoleWithWebIdentity',
      }),
      'dead',
    ],
  ])('%s', (_, document, reach) => {
    expect(whoMayAssume(document, { accountId: ACCOUNT }).reach).toBe(reach);
  });

  it('is dead when the account does not know the issuer', () => {
    const context = { accountId: ACCOUNT, providers: [] };
    expect(whoMayAssume(policy(one), context).reach).toBe('dead');
  });

  it('names what is let in now, and says nothing of what was not read', () => {
    const cluster = {
      name: 'prod',
      issuer: `https://${EKS}`,
      serviceAccounts: [
        { namespace: 'shop', name: 'orders' },
        { namespace: 'shop', name: 'cart' },
        { namespace: 'bank', name: 'orders' },
      ],
    };
    const document = policy(pattern, { ...one, Effect: 'Deny' });
    const read = whoMayAssume(document, {
      accountId: ACCOUNT,
      clusters: [cluster],
    });
    expect(read.ways[0]).toMatchObject({
      clusters: ['prod'],
      admitsNow: ['shop/cart'],
      subjects: [],
      patterns: [
        {
          matches: ['system:serviceaccount:shop:*'],
          except: ['system:serviceaccount:shop:orders'],
        },
      ],
    });
    const unread = whoMayAssume(document, {
      accountId: ACCOUNT,
      clusters: [{ ...cluster, serviceAccounts: undefined }],
    });
    expect(unread.ways[0].admitsNow).toBeUndefined();
    expect(unread.ways[0].clusters).toEqual(['prod']);
  });

  describe('on the public cases', () => {
    const rows = publishedCases.map(each => ({
      ...each,
      said: whoMayAssume(each.policyText ?? each.policy, contextOf(each)),
    }));

    it.each(rows.filter(({ expect: { verdict } }) => verdict === 'safe'))(
      '$id is safe, so it is neither open nor dead',
      ({ said }) => {
        expect(['exact', 'bounded']).toContain(said.reach);
      },
    );

    const allowed = rows.flatMap(({ id, said, evaluations = [] }) =>
      evaluations.flatMap(({ principal: { kind, iss, sub }, expect: answer }) =>
        // Every real token has a subject; one case asks about one without.
        kind === 'oidc' && answer === 'allow' && iss && sub !== undefined
          ? [{ id, said, host: iss.replace('https://', ''), sub }]
          : [],
      ),
    );

    it.each(allowed)('$id lets $sub in, and so is said', row => {
      const way = row.said.ways.find(({ principal }) =>
        principal.endsWith(`/${row.host}`),
      )!;
      const isNamed = way.subjects.includes(row.sub);
      expect(isNamed || ['bounded', 'open'].includes(way.reach)).toBe(true);
    });
  });
});
