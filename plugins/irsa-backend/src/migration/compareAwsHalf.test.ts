import { PlanExecution } from '../plan/types';
import { walkthroughExecution } from './__testUtils__/walkthroughPlan';
import { SeenAwsHalf } from './awsHalf/AwsHalf';
import { compareAwsHalf } from './awsHalf/compareAwsHalf';

const ISSUER = 'https://oidc.example.com/id/A1';
const HOST = 'oidc.example.com/id/A1';
const SUBJECT = 'system:serviceaccount:production:test';
const AUDIENCE = 'sts.amazonaws.com';
const PROVIDER = `arn:aws:iam::111122223333:oidc-provider/${HOST}`;

const execution = walkthroughExecution(ISSUER, undefined, 0);

interface Statement {
  [element: string]: unknown;
}

function text(...statements: Statement[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

function trusting(changes: Statement = {}): Statement {
  return {
    Effect: 'Allow',
    Principal: { Federated: PROVIDER },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: {
      StringEquals: { [`${HOST}:aud`]: AUDIENCE, [`${HOST}:sub`]: SUBJECT },
    },
    ...changes,
  };
}

const LIST = {
  Effect: 'Allow',
  Action: 's3:ListBucket',
  Resource: 'arn:aws:s3:::profile-images',
};
const GET = {
  Effect: 'Allow',
  Action: 's3:GetObject',
  Resource: 'arn:aws:s3:::profile-images/*',
};

function seen(changes: Partial<NonNullable<SeenAwsHalf['role']>> = {}) {
  return {
    provider: { clientIds: [AUDIENCE] },
    role: {
      arn: execution.role.arn,
      trust: execution.role.trustDocument,
      boundary: execution.role.boundaryArn,
      maxSessionDuration: 3600,
      rights: [execution.policy.document],
      ...changes,
    },
  };
}

/** `about kind`, sorted. */
function differences(
  half: SeenAwsHalf,
  changes: Partial<PlanExecution> = {},
): string[] {
  return compareAwsHalf(half, { ...execution, ...changes }).map(
    ({ about, kind }) => `${about} ${kind}`,
  );
}

describe('compareAwsHalf', () => {
  it.each<[string, SeenAwsHalf]>([
    ['is as planned', seen()],
    [
      'is URL-encoded, as IAM returns it',
      seen({
        trust: encodeURIComponent(execution.role.trustDocument),
        rights: [encodeURIComponent(execution.policy.document)],
      }),
    ],
    [
      'has another Sid, and StringLike without a wildcard',
      seen({
        trust: text(
          trusting({
            Sid: 'Other',
            Condition: {
              StringLike: { [`${HOST}:sub`]: SUBJECT },
              StringEquals: { [`${HOST}:AUD`]: AUDIENCE },
            },
          }),
        ),
      }),
    ],
    [
      'has its rights in two policies, in another order',
      seen({ rights: [text(GET), text(LIST)] }),
    ],
    [
      'has one statement for each action and names them in capitals',
      seen({
        rights: [text({ ...LIST, Action: 'S3:ListBucket' }, GET)],
      }),
    ],
    [
      'denies others',
      seen({
        trust: text(
          trusting(),
          trusting({
            Effect: 'Deny',
            Principal: { AWS: 'arn:aws:iam::111122223333:root' },
          }),
        ),
      }),
    ],
    [
      'denies what the plan has nothing of',
      seen({
        rights: [
          execution.policy.document,
          text({ Effect: 'Deny', Action: 'iam:*', Resource: '*' }),
        ],
      }),
    ],
  ])('has nothing to say when it %s', (_, half) => {
    expect(compareAwsHalf(half, execution)).toEqual([]);
  });

  it.each<[string, SeenAwsHalf, string[]]>([
    ['nothing is there', {}, ['provider missing', 'role missing']],
    [
      'the provider takes other tokens',
      { ...seen(), provider: { clientIds: ['other'] } },
      ['provider missing'],
    ],
    [
      'the role has another path',
      seen({ arn: execution.role.arn.replace('/irsa/', '/') }),
      ['role missing'],
    ],
    [
      'the trust policy names another ServiceAccount',
      seen({ trust: execution.role.trustDocument.replace(':test"', ':web"') }),
      ['trust missing', 'trust wider'],
    ],
    [
      'the trust policy takes all ServiceAccounts of the namespace',
      seen({
        trust: text(
          trusting({
            Condition: {
              StringEquals: { [`${HOST}:aud`]: AUDIENCE },
              StringLike: {
                [`${HOST}:sub`]: 'system:serviceaccount:production:*',
              },
            },
          }),
        ),
      }),
      ['trust wider'],
    ],
    [
      'the trust policy has no condition on the subject',
      seen({
        trust: text(
          trusting({
            Condition: { StringEquals: { [`${HOST}:aud`]: AUDIENCE } },
          }),
        ),
      }),
      ['trust wider'],
    ],
    [
      'the subject is asked for only if it is there',
      seen({
        trust: text(
          trusting({
            Condition: {
              StringEqualsIfExists: { [`${HOST}:sub`]: SUBJECT },
              StringEquals: { [`${HOST}:aud`]: AUDIENCE },
            },
          }),
        ),
      }),
      ['trust wider'],
    ],
    [
      'a second statement lets the account in',
      seen({
        trust: text(trusting(), {
          Effect: 'Allow',
          Principal: { AWS: 'arn:aws:iam::111122223333:root' },
          Action: 'sts:AssumeRole',
        }),
      }),
      ['trust wider'],
    ],
    [
      'everybody is let in',
      seen({
        trust: text(trusting({ Principal: '*', Condition: undefined })),
      }),
      ['trust wider'],
    ],
    [
      'a statement names whom it leaves out',
      seen({
        trust: text(
          trusting(),
          trusting({
            Principal: undefined,
            NotPrincipal: { AWS: '111122223333' },
          }),
        ),
      }),
      ['trust wider'],
    ],
    [
      'a condition keeps the ServiceAccount out',
      seen({
        trust: text(
          trusting({
            Condition: {
              StringEquals: {
                [`${HOST}:aud`]: AUDIENCE,
                [`${HOST}:sub`]: SUBJECT,
                'aws:PrincipalOrgID': 'o-1',
              },
            },
          }),
        ),
      }),
      ['trust missing'],
    ],
    ['an action lacks', seen({ rights: [text(LIST)] }), ['rights missing']],
    [
      'an action is only on some of the objects',
      seen({
        rights: [
          text(LIST, { ...GET, Resource: 'arn:aws:s3:::profile-images/a/*' }),
        ],
      }),
      ['rights missing'],
    ],
    [
      'a right has a condition that the plan does not have',
      seen({
        rights: [
          text(LIST, {
            ...GET,
            Condition: { Bool: { 'aws:SecureTransport': 'true' } },
          }),
        ],
      }),
      ['rights missing'],
    ],
    [
      'a right is denied again',
      seen({
        rights: [
          execution.policy.document,
          text({ Effect: 'Deny', Action: 's3:Get*', Resource: '*' }),
        ],
      }),
      ['rights missing'],
    ],
    [
      'all but something is denied',
      seen({
        rights: [
          execution.policy.document,
          text({ Effect: 'Deny', NotAction: 's3:*', Resource: '*' }),
        ],
      }),
      ['rights missing'],
    ],
    [
      'it may do more',
      seen({
        rights: [
          execution.policy.document,
          text({ ...GET, Action: ['s3:GetObject', 's3:PutObject'] }),
        ],
      }),
      ['rights wider'],
    ],
    [
      'it may do all',
      seen({ rights: [text({ Effect: 'Allow', Action: '*', Resource: '*' })] }),
      ['rights wider'],
    ],
    [
      'it may do all but something',
      seen({
        rights: [
          execution.policy.document,
          text({ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }),
        ],
      }),
      ['rights wider'],
    ],
    ['it has no policy', seen({ rights: [] }), ['rights missing']],
    ['it has no boundary', seen({ boundary: undefined }), ['boundary wider']],
    [
      'its sessions are long',
      seen({ maxSessionDuration: 7200 }),
      ['session wider'],
    ],
  ])('says what is missing or wider when %s', (_, half, expected) => {
    expect(differences(half)).toEqual(expected);
  });

  it('says that a boundary is one that the plan does not have', () => {
    const role = { ...execution.role, boundaryArn: undefined };
    expect(differences(seen(), { role })).toEqual(['boundary missing']);
  });

  it('knows what the plan denies', () => {
    const deny = { Effect: 'Deny', Action: 's3:GetObject', Resource: '*' };
    const policy = { ...execution.policy, document: text(LIST, GET, deny) };
    expect(differences(seen(), { policy })).toEqual(['rights wider']);
    expect(
      differences(seen({ rights: [text(LIST, GET), text(deny)] }), { policy }),
    ).toEqual([]);
  });

  it('needs no provider for EKS Pod Identity', () => {
    const podIdentity = {
      clusterName: 'prod',
      clusterArn: 'arn:aws:eks:eu-west-1:111122223333:cluster/prod',
    };
    const role = {
      ...execution.role,
      trustDocument: text({
        Effect: 'Allow',
        Principal: { Service: 'pods.eks.amazonaws.com' },
        Action: ['sts:AssumeRole', 'sts:TagSession'],
        Condition: {
          StringEquals: {
            'aws:SourceAccount': '111122223333',
            'aws:RequestTag/kubernetes-namespace': 'production',
            'aws:RequestTag/kubernetes-service-account': 'test',
          },
        },
      }),
    };
    const { role: found } = seen({ trust: role.trustDocument });
    expect(differences({ role: found }, { podIdentity, role })).toEqual([]);
  });

  it('names the few things that matter in a sentence each', () => {
    const messages = compareAwsHalf(
      seen({
        trust: text(trusting(), trusting({ Principal: { AWS: '*' } })),
        rights: [text({ ...GET, Action: 's3:GetObject' })],
      }),
      execution,
    ).map(({ message }) => message);
    expect(messages).toEqual([
      'It trusts everybody too.',
      'The role may not s3:ListBucket on arn:aws:s3:::profile-images.',
    ]);
  });
});
