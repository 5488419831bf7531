import { evaluateStatements } from './evaluateStatements';
import { OneOrMany, Principal } from './types';

const ACCOUNT = '111122223333';
const user: Principal = {
  type: 'AWS',
  value: `arn:aws:iam::${ACCOUNT}:user/ann`,
};
const session: Principal = {
  type: 'AWS',
  value: `arn:aws:sts::${ACCOUNT}:assumed-role/app/pod`,
  roleArn: `arn:aws:iam::${ACCOUNT}:role/app`,
};
const provider: Principal = {
  type: 'Federated',
  value: `arn:aws:iam::${ACCOUNT}:oidc-provider/a.example.com`,
};
const service: Principal = { type: 'Service', value: 'ec2.amazonaws.com' };
const OTHER = 'arn:aws:iam::444455556666:root';

function applies(
  element: 'Principal' | 'NotPrincipal',
  names: Record<string, OneOrMany<string>> | '*',
  principal: Principal,
): boolean {
  return (
    evaluateStatements(
      [
        {
          name: 'p',
          document: {
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Deny',
                [element]: names,
                Action: 's3:*',
                Resource: '*',
              },
            ],
          },
        },
      ],
      {
        principal,
        action: 's3:GetObject',
        resource: 'arn:aws:s3:::a/x',
        context: {},
      },
    ).length > 0
  );
}

/** Source: IAM User Guide, "AWS JSON policy elements: Principal" and "NotPrincipal". */
describe('Principal and NotPrincipal', () => {
  it.each<
    [string, Record<string, OneOrMany<string>> | '*', Principal, boolean]
  >([
    ['everybody', '*', user, true],
    ['everybody of AWS', { AWS: '*' }, user, true],
    // The page says that both forms mean the same.
    ['everybody of AWS, to a provider', { AWS: '*' }, provider, true],
    ['the user', { AWS: user.value }, user, true],
    ['another user', { AWS: `${user.value}e` }, user, false],
    ['a user in another case', { AWS: user.value.toUpperCase() }, user, false],
    [
      'users by a star, which is none here',
      { AWS: `${user.value.slice(0, -1)}*` },
      user,
      false,
    ],
    ['the account by number', { AWS: ACCOUNT }, user, true],
    [
      'the account by its root',
      { AWS: `arn:aws:iam::${ACCOUNT}:root` },
      user,
      true,
    ],
    ['another account', { AWS: OTHER }, user, false],
    ['one of a list', { AWS: [OTHER, user.value] }, user, true],
    ['the session', { AWS: session.value }, session, true],
    ['the role of the session', { AWS: session.roleArn! }, session, true],
    ['another role', { AWS: `${session.roleArn}2` }, session, false],
    ['the provider', { Federated: provider.value }, provider, true],
    [
      'the provider under the wrong kind',
      { AWS: provider.value },
      provider,
      false,
    ],
    ['another provider', { Federated: `${provider.value}/x` }, provider, false],
    ['the service', { Service: service.value }, service, true],
    ['any service', { Service: '*' }, service, true],
    ['any service, and not users', { Service: '*' }, user, false],
    ['another service', { Service: 'lambda.amazonaws.com' }, service, false],
    [
      'one of several kinds',
      { Service: service.value, AWS: user.value },
      user,
      true,
    ],
  ])('%s', (_, names, principal, named) => {
    expect(applies('Principal', names, principal)).toBe(named);
    expect(applies('NotPrincipal', names, principal)).toBe(!named);
  });
});
