import { reviewTrustPolicy } from '../reviewTrustPolicy';

describe('providers that are named without an ARN', () => {
  it.each(['constructor', 'toString', '__proto__'])(
    'are not %s, which every object of JavaScript has',
    Federated => {
      const { findings } = reviewTrustPolicy(
        {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { Federated },
              Action: 'sts:AssumeRoleWithWebIdentity',
            },
          ],
        },
        { accountId: '111122223333' },
      );
      expect(findings.map(({ ruleId }) => ruleId)).toContain(
        'provider-malformed',
      );
    },
  );
});
