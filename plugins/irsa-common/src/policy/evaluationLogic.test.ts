import { evaluateRequest } from './evaluateRequest';
import {
  Decision,
  DecisionReason,
  NamedPolicy,
  Principal,
  Statement,
} from './types';

const ACCOUNT = '111122223333';
const user: Principal = {
  type: 'AWS',
  value: `arn:aws:iam::${ACCOUNT}:user/ann`,
};
const session: Principal = {
  type: 'AWS',
  value: `arn:aws:sts::${ACCOUNT}:assumed-role/app/pod`,
  roleArn: `arn:aws:iam::${ACCOUNT}:role/team/app`,
};
const federated: Principal = {
  type: 'AWS',
  value: `arn:aws:sts::${ACCOUNT}:federated-user/guest`,
  roleArn: user.value,
};

/** What a policy does with the request; `other` has only a statement about something else. */
type Word = 'allow' | 'deny' | 'other';

function policy(
  name: string,
  word: Word,
  more: Partial<Statement> = {},
): NamedPolicy {
  return {
    name,
    document: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: word === 'deny' ? 'Deny' : 'Allow',
          Action: word === 'other' ? 'iam:GetUser' : 's3:GetObject',
          Resource: '*',
          ...more,
        },
      ],
    },
  };
}

interface Case {
  who?: Principal;
  identity?: Word;
  boundary?: Word;
  session?: Word;
  /** The resource's policy, and the principal that it names. */
  resource?: Word;
  to?: string;
  crossAccount?: boolean;
}

const decide = ({ who = session, to = '*', ...words }: Case) =>
  evaluateRequest({
    identity: words.identity ? [policy('identity', words.identity)] : [],
    ...(words.boundary && { boundary: policy('boundary', words.boundary) }),
    ...(words.session && { session: [policy('session', words.session)] }),
    ...(words.resource && {
      resourcePolicies: [
        policy('resource', words.resource, {
          Principal: to === '*' ? '*' : { AWS: to },
        }),
      ],
    }),
    crossAccount: words.crossAccount,
    request: {
      principal: who,
      action: 's3:GetObject',
      resource: 'arn:aws:s3:::a/x',
      context: {},
    },
  });

type Row = [what: string, given: Case, decision: Decision, why: DecisionReason];

const ROOT = `arn:aws:iam::${ACCOUNT}:root`;
const { value: SESSION, roleArn: ROLE = '' } = session;

/** Source: IAM User Guide, "Policy evaluation logic", "Permissions boundaries" and "Session policies". */
const rows: Row[] = [
  ['nothing says anything', {}, 'implicitDeny', 'no-matching-allow'],
  ['the identity allows', { identity: 'allow' }, 'allowed', 'allow'],
  [
    'the identity allows something else',
    { identity: 'other' },
    'implicitDeny',
    'no-matching-allow',
  ],
  // A limit alone grants nothing.
  [
    'a boundary alone',
    { boundary: 'allow' },
    'implicitDeny',
    'no-matching-allow',
  ],
  [
    'a session policy alone',
    { session: 'allow' },
    'implicitDeny',
    'no-matching-allow',
  ],
  [
    'identity and boundary',
    { identity: 'allow', boundary: 'allow' },
    'allowed',
    'allow',
  ],
  [
    'identity outside the boundary',
    { identity: 'allow', boundary: 'other' },
    'implicitDeny',
    'boundary',
  ],
  [
    'identity and session policy',
    { identity: 'allow', session: 'allow' },
    'allowed',
    'allow',
  ],
  [
    'identity outside the session policy',
    { identity: 'allow', session: 'other' },
    'implicitDeny',
    'session-policy',
  ],
  [
    'all three',
    { identity: 'allow', boundary: 'allow', session: 'allow' },
    'allowed',
    'allow',
  ],
  [
    'outside of the boundary, inside the session policy',
    { identity: 'allow', boundary: 'other', session: 'allow' },
    'implicitDeny',
    'boundary',
  ],
  // A Deny in any policy.
  ...(['identity', 'boundary', 'session', 'resource'] as const).map(
    (place): Row => [
      `a Deny of the ${place}`,
      {
        identity: 'allow',
        boundary: 'allow',
        session: 'allow',
        resource: 'allow',
        [place]: 'deny',
      },
      'explicitDeny',
      'explicit-deny',
    ],
  ),
  [
    'a Deny of the boundary against a resource that names the session',
    { boundary: 'deny', resource: 'allow', to: SESSION },
    'explicitDeny',
    'explicit-deny',
  ],
  // The resource names the session itself, which is a grant of its own.
  ...(
    [
      {},
      { boundary: 'other' },
      { session: 'other' },
      { identity: 'other', boundary: 'other', session: 'other' },
    ] as Case[]
  ).map(
    (limits): Row => [
      `the resource names the session, with ${JSON.stringify(limits)}`,
      { ...limits, resource: 'allow', to: SESSION },
      'allowed',
      'allow',
    ],
  ),
  // The resource names the role. Its sessions are still limited.
  [
    'the resource names the role',
    { resource: 'allow', to: ROLE },
    'allowed',
    'allow',
  ],
  [
    'the resource names the role, outside the boundary',
    { resource: 'allow', to: ROLE, boundary: 'other' },
    'implicitDeny',
    'boundary',
  ],
  [
    'the resource names the role, outside the session policy',
    { resource: 'allow', to: ROLE, session: 'other' },
    'implicitDeny',
    'session-policy',
  ],
  [
    'the resource names the role, inside of both limits',
    { resource: 'allow', to: ROLE, boundary: 'allow', session: 'allow' },
    'allowed',
    'allow',
  ],
  // The resource names the account, whose administrators decide who may use it.
  ...[ACCOUNT, ROOT].flatMap((to): Row[] => [
    [
      `the resource names the account as ${to}`,
      { resource: 'allow', to },
      'implicitDeny',
      'no-matching-allow',
    ],
    [
      `the resource names the account as ${to}, and the identity allows`,
      { resource: 'allow', to, identity: 'allow' },
      'allowed',
      'allow',
    ],
  ]),
  [
    'the resource names another account',
    { resource: 'allow', to: '444455556666' },
    'implicitDeny',
    'no-matching-allow',
  ],
  // Users.
  [
    'the resource names the user, outside the boundary',
    { who: user, resource: 'allow', to: user.value, boundary: 'other' },
    'allowed',
    'allow',
  ],
  [
    'the resource names everybody, outside the boundary',
    { who: user, resource: 'allow', boundary: 'other' },
    'implicitDeny',
    'boundary',
  ],
  // Federated users: named directly, or through the user that made their session.
  [
    'the resource names the federated user, outside its session policy',
    {
      who: federated,
      resource: 'allow',
      to: federated.value,
      session: 'other',
    },
    'allowed',
    'allow',
  ],
  [
    'the resource names the user who federated, outside the session policy',
    { who: federated, resource: 'allow', to: user.value, session: 'other' },
    'implicitDeny',
    'session-policy',
  ],
  [
    'the resource names the user who federated, inside the session policy',
    { who: federated, resource: 'allow', to: user.value, session: 'allow' },
    'allowed',
    'allow',
  ],
  // A resource of another account: both sides and every limit count.
  [
    'cross-account, the identity only',
    { crossAccount: true, identity: 'allow' },
    'implicitDeny',
    'resource-policy',
  ],
  [
    'cross-account, the resource only',
    { crossAccount: true, resource: 'allow', to: SESSION },
    'implicitDeny',
    'no-matching-allow',
  ],
  ...[SESSION, ROLE, ROOT, ACCOUNT, '*'].map(
    (to): Row => [
      `cross-account, both, the resource names ${to}`,
      { crossAccount: true, identity: 'allow', resource: 'allow', to },
      'allowed',
      'allow',
    ],
  ),
  [
    'cross-account, both, outside the boundary, though the session is named',
    {
      crossAccount: true,
      identity: 'allow',
      resource: 'allow',
      to: SESSION,
      boundary: 'other',
    },
    'implicitDeny',
    'boundary',
  ],
  [
    'cross-account, both, outside the session policy, though the session is named',
    {
      crossAccount: true,
      identity: 'allow',
      resource: 'allow',
      to: SESSION,
      session: 'other',
    },
    'implicitDeny',
    'session-policy',
  ],
];

describe('policy evaluation logic', () => {
  it.each(rows)('%s', (_, given, decision, reason) => {
    expect(decide(given)).toMatchObject({ decision, reason });
  });

  it('says which statements decided', () => {
    const matched = (given: Case) =>
      decide(given).matched.map(item => `${item.effect} ${item.policy}`);
    expect(matched({ identity: 'allow', boundary: 'allow' })).toEqual([
      'Allow identity',
    ]);
    expect(
      matched({ identity: 'allow', resource: 'deny', session: 'deny' }),
    ).toEqual(['Deny session', 'Deny resource']);
    expect(
      matched({ crossAccount: true, identity: 'allow', resource: 'allow' }),
    ).toEqual(['Allow identity', 'Allow resource']);
  });
});
