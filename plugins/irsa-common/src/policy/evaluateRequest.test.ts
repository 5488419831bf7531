import { evaluateRequest, EvaluateRequestOptions } from './evaluateRequest';
import { NamedPolicy, Statement } from './types';

const policy = (name: string, ...statements: Statement[]): NamedPolicy => ({
  name,
  document: { Version: '2012-10-17', Statement: statements },
});
const allow = (Action: string, Resource = '*'): Statement => ({
  Effect: 'Allow',
  Action,
  Resource,
});
const deny = (Action: string, Resource = '*'): Statement => ({
  Effect: 'Deny',
  Action,
  Resource,
});
const session = {
  type: 'AWS' as const,
  value: 'arn:aws:sts::111122223333:assumed-role/app/pod',
  roleArn: 'arn:aws:iam::111122223333:role/team/app',
};
const ask = (options: Partial<EvaluateRequestOptions>) =>
  evaluateRequest({
    identity: [],
    request: {
      principal: session,
      action: 's3:GetObject',
      resource: 'arn:aws:s3:::a/x',
      context: {},
    },
    ...options,
  });

describe('evaluateRequest', () => {
  it('names the statement that allowed', () => {
    expect(
      ask({ identity: [policy('p', deny('s3:PutObject'), allow('s3:Get*'))] }),
    ).toEqual({
      decision: 'allowed',
      reason: 'allow',
      matched: [{ policy: 'p', index: 1, effect: 'Allow' }],
    });
  });

  it('denies without an Allow', () => {
    expect(ask({ identity: [policy('p', allow('s3:Put*'))] })).toMatchObject({
      decision: 'implicitDeny',
      reason: 'no-matching-allow',
    });
  });

  it('lets Deny win', () => {
    expect(
      ask({ identity: [policy('p', allow('*')), policy('q', deny('s3:*'))] }),
    ).toMatchObject({
      decision: 'explicitDeny',
      matched: [{ policy: 'q', index: 0, effect: 'Deny' }],
    });
  });

  it.each([
    ['boundary', { boundary: policy('b', allow('iam:*')) }],
    ['session-policy', { session: [policy('s', allow('s3:PutObject'))] }],
  ])('is limited by a %s', (reason, limits) => {
    expect(
      ask({ identity: [policy('p', allow('*'))], ...limits }),
    ).toMatchObject({ decision: 'implicitDeny', reason });
  });

  it('takes session policies together', () => {
    const passed = [
      policy('s', allow('s3:PutObject')),
      policy('t', allow('s3:GetObject')),
    ];
    expect(
      ask({ identity: [policy('p', allow('*'))], session: passed }).decision,
    ).toBe('allowed');
  });

  it('does not take a boundary for a grant', () => {
    expect(ask({ boundary: policy('b', allow('*')) }).decision).toBe(
      'implicitDeny',
    );
  });

  it.each([
    ['the session', { AWS: session.value }, 'allowed'],
    ['the role', { AWS: session.roleArn }, 'implicitDeny'],
    ['the account', { AWS: '111122223333' }, 'implicitDeny'],
    [
      'another role',
      { AWS: 'arn:aws:iam::111122223333:role/x' },
      'implicitDeny',
    ],
  ])(
    'with a resource policy that names %s and a narrow boundary',
    (_name, Principal, decision) => {
      const resourcePolicies = [
        policy('bucket', { ...allow('s3:GetObject'), Principal }),
      ];
      expect(
        ask({ resourcePolicies, boundary: policy('b', allow('iam:*')) })
          .decision,
      ).toBe(decision);
    },
  );

  it('grants a role through a resource policy alone in one account', () => {
    const resourcePolicies = [
      policy('bucket', {
        ...allow('s3:GetObject'),
        Principal: { AWS: session.roleArn },
      }),
    ];
    expect(ask({ resourcePolicies }).decision).toBe('allowed');
    expect(ask({ resourcePolicies, crossAccount: true }).decision).toBe(
      'implicitDeny',
    );
    expect(
      ask({
        resourcePolicies,
        crossAccount: true,
        identity: [policy('p', allow('s3:*'))],
      }).decision,
    ).toBe('allowed');
  });

  it('needs the resource policy across accounts', () => {
    expect(
      ask({ crossAccount: true, identity: [policy('p', allow('*'))] }),
    ).toMatchObject({ decision: 'implicitDeny', reason: 'resource-policy' });
  });

  it('applies NotPrincipal to everyone else', () => {
    const resourcePolicies = [
      policy('bucket', {
        ...deny('s3:*'),
        NotPrincipal: { AWS: 'arn:aws:iam::111122223333:user/ann' },
      }),
    ];
    expect(
      ask({ resourcePolicies, identity: [policy('p', allow('*'))] }).decision,
    ).toBe('explicitDeny');
  });

  it('expands variables in resources', () => {
    const identity = [
      policy('p', allow('s3:*', 'arn:aws:s3:::${aws:PrincipalTag/team}/*')),
    ];
    const request = {
      principal: session,
      action: 's3:GetObject',
      resource: 'arn:aws:s3:::a/x',
      context: { 'aws:PrincipalTag/team': 'a' },
    };
    expect(ask({ identity, request }).decision).toBe('allowed');
    expect(ask({ identity }).decision).toBe('implicitDeny');
  });
});
