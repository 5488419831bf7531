import { identityHash } from 'backstage-plugin-irsa-node';
import { derivePolicy } from './derivePolicy';
import { ownServiceAccountName, roleNameOf } from './identityNames';

const user = (document: unknown) => ({
  name: 'reader',
  userId: 'AIDAEXAMPLE',
  tags: { team: 'profile' },
  policies: [{ name: 'P', via: 'user', document }],
});
const statement = (change: object) => ({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Action: 's3:GetObject', Resource: '*', ...change },
  ],
});

describe('derivePolicy', () => {
  it('writes out the variables of the user', () => {
    const derived = derivePolicy(
      user(
        statement({
          Resource:
            'arn:aws:s3:::home/${aws:username}/${aws:PrincipalTag/team}/*',
        }),
      ),
    );
    expect(derived.document.Statement[0].Resource).toBe(
      'arn:aws:s3:::home/reader/profile/*',
    );
    expect(derived.unresolved).toEqual([]);
  });

  it.each([
    [{ Resource: 'arn:aws:s3:::x/${aws:PrincipalArn}' }, '${aws:PrincipalArn}'],
    [
      { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } },
      'aws:MultiFactorAuthPresent',
    ],
  ])('names what only the user has: %j', (change, name) => {
    expect(derivePolicy(user(statement(change))).unresolved).toEqual([
      { name, policy: 'P' },
    ]);
  });

  it('tells administrators, and keeps NotAction', () => {
    expect(
      derivePolicy(user(statement({ Action: '*' }))).administrator,
    ).toEqual(['P']);
    const kept = derivePolicy(
      user(statement({ Action: undefined, NotAction: 'iam:*' })),
    );
    expect(kept.document.Statement[0]).toMatchObject({ NotAction: 'iam:*' });
  });

  it('adds what was asked for', () => {
    const { document } = derivePolicy(user(statement({})), [
      { action: 's3:PutObject', resource: 'arn:aws:s3:::b/*' },
    ]);
    expect(JSON.stringify(document)).toContain('s3:PutObject');
  });
});

describe('names', () => {
  it('stay within 64 and 63 characters and tell apart what is cut alike', () => {
    const of = (serviceAccount: string) =>
      roleNameOf({
        prefix: 'irsa-',
        issuer: 'https://issuer.example',
        namespace: 'n'.repeat(63),
        serviceAccount,
      });
    const long = 'a'.repeat(100);
    expect(of(long).length).toBeLessThanOrEqual(64);
    expect(of(`${long}b`)).not.toBe(of(`${long}c`));
    expect(ownServiceAccountName(long).length).toBeLessThanOrEqual(63);
    expect(identityHash('i', 'a-b', 'c')).not.toBe(
      identityHash('i', 'a', 'b-c'),
    );
  });
});
