import { IamSnapshot } from '../../accounts/types';
import { completeSnapshot } from './completeSnapshot';

const without = (...missing: string[]) =>
  completeSnapshot({
    accountId: '111122223333',
    missing,
  } as unknown as IamSnapshot);

describe('an account that a plan is made from', () => {
  it.each([
    'iam:ListUsers',
    'iam:ListRoles',
    'iam:ListOpenIDConnectProviders',
    'iam:GetOpenIDConnectProvider',
    'iam:GetUser',
    'iam:ListGroupsForUser',
    'iam:ListAttachedGroupPolicies',
    'iam:ListUserPolicies',
  ])('is refused without %s', call => {
    expect(() => without('iam:ListAccountAliases', call)).toThrow(
      `Account 111122223333 could not be read in full (iam:ListAccountAliases, ${call}).`,
    );
  });

  it('is taken without what says nothing about rights', () => {
    expect(without('iam:ListAccountAliases').missing).toHaveLength(1);
  });
});
