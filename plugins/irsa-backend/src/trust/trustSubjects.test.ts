import { trustSubjects } from './trustSubjects';

describe('trustSubjects', () => {
  it('lists whom the policy names, but not whom it denies', () => {
    const provider =
      'arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/A';
    const statement = (Effect: string, operator: string, sub: string) => ({
      Effect,
      Principal: { Federated: provider },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: {
        [operator]: { 'oidc.eks.eu-west-1.amazonaws.com/id/A:sub': sub },
      },
    });
    expect(
      trustSubjects({
        Version: '2012-10-17',
        Statement: [
          statement('Allow', 'StringEquals', 'system:serviceaccount:a:b'),
          statement('Allow', 'StringNotEquals', 'system:serviceaccount:x:y'),
          statement('Deny', 'StringEquals', 'system:serviceaccount:c:d'),
        ],
      }),
    ).toEqual({
      subjects: ['system:serviceaccount:a:b'],
      providers: [provider],
    });
  });
});
