import fc from 'fast-check';
import { askTrust } from '../trust';
import {
  ACCOUNT,
  arn,
  assume,
  EKS,
  GITHUB,
  policy,
  STAGE,
  statement,
  tokens,
} from '../trust/__testUtils__/fleet';
import { IS_WHOLE } from '../trust/__testUtils__/testSize';
import { rolesWithin } from './rolesWithin';
import { ChainRole, ReachedRole, RoleSeeker } from './types';

const OTHER = '999988887777';
const arnOf = (name: string, accountId = ACCOUNT) =>
  `arn:aws:iam::${accountId}:role/${name}`;

function role(
  name: string,
  trust: unknown,
  more: Partial<ChainRole> = {},
): ChainRole {
  const accountId = more.accountId ?? ACCOUNT;
  return {
    name,
    arn: arnOf(name, accountId),
    accountId,
    trust,
    context: {
      accountId,
      providers: [EKS, STAGE, GITHUB].map(host => ({
        arn: arn(host),
        url: `https://${host}`,
        clientIds: ['sts.amazonaws.com'],
      })),
    },
    policies: [],
    ...more,
  };
}

const allows = (Action: string, Resource: string, more: object = {}) => [
  {
    name: 'own',
    document: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow' as const, Action, Resource, ...more }],
    },
  },
];
const denies = (Resource: string) => [
  {
    name: 'own',
    document: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Deny' as const, Action: 'sts:*', Resource }],
    },
  },
];

const api: RoleSeeker = {
  kind: 'serviceAccount',
  issuer: `https://${EKS}`,
  namespace: 'shop',
  name: 'api',
};
const widget: RoleSeeker = { kind: 'repository', repository: 'acme/widget' };
const AUD = { StringEquals: { aud: 'sts.amazonaws.com' } };
const ofApi = tokens(EKS, {
  StringEquals: {
    aud: 'sts.amazonaws.com',
    sub: 'system:serviceaccount:shop:api',
  },
});
const of = (host: string, sub: string, operator = 'StringLike') =>
  tokens(host, { ...AUD, [operator]: { sub } });
const shown = (reached: ReachedRole[]) =>
  reached.map(({ name, certainty, via, steps }) =>
    [
      name,
      certainty,
      ...(via ? [`${steps} by ${via.split('/')[1]}`] : []),
    ].join(' '),
  );

describe('roles whose trust has dates', () => {
  const until = (date: string, now?: string) => {
    const ends = { DateLessThan: { 'aws:CurrentTime': date } };
    const more = {
      context: { accountId: ACCOUNT, now },
    };
    return [
      role(
        'a',
        tokens(
          EKS,
          {},
          {
            [`${EKS}:sub`]: 'system:serviceaccount:shop:api',
          },
          ends,
        ),
        more,
      ),
      role('b', assume({ AWS: arnOf('c') }, ends), more),
      role('c', policy()),
    ];
  };
  const reach = (seeker: RoleSeeker, ...dates: [string, string?]) =>
    rolesWithin(seeker, until(...dates)).map(({ name, certainty }) => [
      name,
      certainty,
    ]);
  const c: RoleSeeker = { kind: 'role', arn: arnOf('c') };

  it.each([
    [['2030-01-01', '2029-01-01'], [['a', 'certain']], [['b', 'certain']]],
    [['2030-01-01', '2031-01-01'], [], []],
    [['2030-01-01'], [['a', 'conditional']], [['b', 'conditional']]],
  ] as [[string, string?], unknown, unknown][])(
    'can be become until then: %j',
    (dates, ofApiNow, ofRoleNow) => {
      expect(reach(api, ...dates)).toEqual(ofApiNow);
      expect(reach(c, ...dates)).toEqual(ofRoleNow);
    },
  );
});

describe('rolesWithin: by a token', () => {
  const rows: [string, RoleSeeker, unknown, string[]][] = [
    ['named', api, ofApi, ['target certain']],
    ['in a pattern', api, of(EKS, '*:shop:*'), ['target certain']],
    ['another name', api, of(EKS, 'system:serviceaccount:shop:ap'), []],
    ['the same name in another cluster', api, of(STAGE, '*:shop:api'), []],
    [
      'only from one network',
      api,
      policy({
        ...ofApi.Statement[0]!,
        Condition: {
          ...(ofApi.Statement[0] as { Condition: object }).Condition,
          IpAddress: { 'aws:SourceIp': '192.0.2.0/24' },
        },
      }),
      ['target conditional'],
    ],
    [
      'refused by name',
      api,
      policy(
        statement(EKS, { StringLike: { sub: '*' } }),
        statement(
          EKS,
          { StringEquals: { sub: 'system:serviceaccount:shop:api' } },
          'Deny',
        ),
      ),
      [],
    ],
    ['a policy that IAM refuses', api, { Statement: 'x' }, []],
    [
      'the whole repository',
      widget,
      of(GITHUB, 'repo:acme/*'),
      ['target conditional'],
    ],
    ['everything', widget, of(GITHUB, '*'), ['target certain']],
    [
      'one branch',
      widget,
      of(GITHUB, 'repo:acme/widget:ref:refs/heads/main', 'StringEquals'),
      ['target conditional'],
    ],
    [
      'one branch, with ids',
      widget,
      of(GITHUB, 'repo:acme@1/widget@2:ref:refs/heads/main', 'StringEquals'),
      ['target conditional'],
    ],
    [
      'one branch, and another is asked about',
      { ...widget, job: 'ref:refs/heads/mai' },
      of(GITHUB, 'repo:acme/widget:ref:refs/heads/main', 'StringEquals'),
      [],
    ],
    [
      'one branch, and it is asked about',
      { ...widget, job: 'ref:refs/heads/main' },
      of(GITHUB, 'repo:acme@1/widget@2:ref:refs/heads/main', 'StringEquals'),
      ['target conditional'],
    ],
    [
      'branches, and one of them is asked about',
      { ...widget, job: 'ref:refs/heads/main' },
      of(GITHUB, 'repo:acme*/widget*:ref:refs/heads/*'),
      ['target certain'],
    ],
    [
      'branches, and an environment is asked about',
      { ...widget, job: 'environment:production' },
      of(GITHUB, 'repo:acme/widget:ref:refs/heads/*'),
      [],
    ],
    [
      'a repository with a longer name',
      widget,
      of(GITHUB, 'repo:acme/widget2:*'),
      [],
    ],
    [
      'a customised subject',
      widget,
      of(GITHUB, 'repository_owner_id:1:*'),
      ['target notKnown'],
    ],
  ];
  it.each(rows)('%s', (_, seeker, trust, wanted) => {
    expect(shown(rolesWithin(seeker, [role('target', trust)]))).toEqual(wanted);
  });
});

describe('rolesWithin: by a role', () => {
  const named = assume({ AWS: arnOf('first') });
  const root = assume({ AWS: `arn:aws:iam::${ACCOUNT}:root` });
  const rows: [
    string,
    Partial<ChainRole>,
    unknown,
    Partial<ChainRole>,
    string[],
  ][] = [
    ['named, in its account', {}, named, {}, ['target certain']],
    [
      'a session of it',
      {},
      assume({ AWS: `arn:aws:sts::${ACCOUNT}:assumed-role/first/x` }),
      {},
      ['target certain'],
    ],
    [
      'named, but its own policy refuses',
      { policies: denies('*') },
      named,
      {},
      [],
    ],
    [
      'named, and its own policy refuses another',
      { policies: denies(arnOf('x')) },
      named,
      {},
      ['target certain'],
    ],
    [
      'named, with a boundary',
      { hasBoundary: true },
      named,
      {},
      ['target conditional'],
    ],
    [
      'named, its own policies not read',
      { policies: undefined },
      named,
      {},
      ['target notKnown'],
    ],
    ['the account, without a right', {}, root, {}, []],
    [
      'the account, with the right',
      { policies: allows('sts:AssumeRole', '*') },
      root,
      {},
      ['target certain'],
    ],
    [
      'the account, with the right for another',
      { policies: allows('sts:*', arnOf('x')) },
      root,
      {},
      [],
    ],
    [
      'another account, named, without a right',
      {},
      named,
      { accountId: OTHER },
      [],
    ],
    [
      'another account, with the right',
      { policies: allows('*', '*') },
      named,
      { accountId: OTHER },
      ['target certain'],
    ],
    [
      'with an external id',
      {},
      assume(
        { AWS: arnOf('first') },
        { StringEquals: { 'sts:ExternalId': 'x' } },
      ),
      {},
      ['target conditional'],
    ],
    [
      'the account, but another role by its ARN',
      { policies: allows('*', '*') },
      assume(
        { AWS: `arn:aws:iam::${ACCOUNT}:root` },
        { ArnLike: { 'aws:PrincipalArn': arnOf('x*') } },
      ),
      {},
      [],
    ],
    ['a service', {}, assume({ Service: 'ec2.amazonaws.com' }), {}, []],
  ];
  it.each(rows)('%s', (_, from, trust, to, wanted) => {
    const roles = [role('first', ofApi, from), role('target', trust, to)];
    expect(
      shown(rolesWithin({ kind: 'role', arn: arnOf('first') }, roles)),
    ).toEqual(wanted);
  });

  it('goes on from role to role, ends in circles, and says by which and what each may do', () => {
    const roles = [
      role('first', ofApi),
      role('second', assume({ AWS: [arnOf('first'), arnOf('third')] }), {
        policies: undefined,
      }),
      role('third', assume({ AWS: arnOf('second') }), {
        policies: allows('s3:GetObject', 'arn:aws:s3:::photos/*'),
      }),
      role('apart', assume({ AWS: arnOf('nobody') })),
    ];
    const reached = rolesWithin(api, roles);
    expect(shown(reached)).toEqual([
      'first certain',
      'second certain 2 by first',
      'third notKnown 3 by second',
    ]);
    expect(reached.map(({ lastStep }) => lastStep)).toEqual([
      { restsOn: 'token', certainty: 'certain' },
      { restsOn: 'trustPolicy', certainty: 'certain' },
      { restsOn: 'trustPolicy', certainty: 'notKnown' },
    ]);
    expect(reached.map(({ may }) => may?.level)).toEqual([
      'none',
      undefined,
      'read',
    ]);
    expect(reached[2].may?.buckets).toEqual(['photos']);
  });
});

it('says that a right of the role before is needed where the trust policy names its account, and how sure this step is alone', () => {
  const roles = [
    role('first', of(EKS, '*:shop:*'), { hasBoundary: true }),
    role('second', assume({ AWS: `arn:aws:iam::${ACCOUNT}:root` }), {
      policies: allows('sts:*', '*'),
    }),
    role('third', assume({ AWS: `arn:aws:iam::${ACCOUNT}:root` })),
  ];
  roles[0].policies = allows('sts:AssumeRole', arnOf('second'));
  expect(
    rolesWithin(api, roles).map(({ name, certainty, lastStep }) => [
      name,
      certainty,
      lastStep,
    ]),
  ).toEqual([
    ['first', 'certain', { restsOn: 'token', certainty: 'certain' }],
    [
      'second',
      'conditional',
      { restsOn: 'bothPolicies', certainty: 'conditional' },
    ],
    ['third', 'conditional', { restsOn: 'bothPolicies', certainty: 'certain' }],
  ]);
});

/** What IAM answers when each caller is tried, again and again until nothing new is found. */
function byTrying(roles: ChainRole[]): string[] {
  const got = new Set<string>();
  const isIn = (to: ChainRole) =>
    askTrust(
      to.trust,
      {
        kind: 'token',
        issuer: EKS,
        claims: {
          sub: 'system:serviceaccount:shop:api',
          aud: 'sts.amazonaws.com',
        },
      },
      to.context,
    ).decision === 'allow' ||
    [...got].some(
      principal =>
        askTrust(to.trust, { kind: 'aws', principal }, to.context).decision ===
        'allow',
    );
  for (let before = -1; before < got.size; ) {
    before = got.size;
    roles.filter(isIn).forEach(({ arn: found }) => got.add(found));
  }
  return [...got].sort();
}

it('property: finds the roles that are found by trying, and adding a Deny finds no more', () => {
  const names = ['r0', 'r1', 'r2', 'r3', 'r4'];
  const byAws = fc.record({
    Effect: fc.constantFrom('Allow', 'Allow', 'Deny'),
    Principal: fc.record({
      AWS: fc.subarray(
        names.map(name => arnOf(name)),
        { minLength: 1 },
      ),
    }),
    Action: fc.constantFrom('sts:AssumeRole', 'sts:*'),
  });
  const byTokens = fc
    .tuple(
      fc.constantFrom('api', 'a*', 'other', '*'),
      fc.constantFrom('Allow', 'Allow', 'Deny'),
    )
    .map(([name, effect]) =>
      statement(
        EKS,
        { StringLike: { sub: `system:serviceaccount:shop:${name}` } },
        effect,
      ),
    );
  const trust = fc
    .array(fc.oneof(byAws, byAws, byTokens), { minLength: 1, maxLength: 3 })
    .map(each => policy(...each));
  fc.assert(
    fc.property(fc.tuple(...names.map(() => trust)), byAws, (trusts, more) => {
      const roles = names.map((name, index) => role(name, trusts[index]));
      const found = rolesWithin(api, roles).map(each => each.arn);
      expect([...found].sort()).toEqual(byTrying(roles));
      const narrower = roles.map(each => ({
        ...each,
        trust: policy(...(each.trust as { Statement: unknown[] }).Statement, {
          ...more,
          Effect: 'Deny',
        }),
      }));
      const left = rolesWithin(api, narrower).map(each => each.arn);
      expect(left.every(each => found.includes(each))).toBe(true);
    }),
    { numRuns: IS_WHOLE ? 10_000 : 300 },
  );
});
