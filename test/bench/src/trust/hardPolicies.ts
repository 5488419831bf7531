const ISSUER =
  'oidc.eks.eu-west-1.amazonaws.com/id/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA0';
const PROVIDER = `arn:aws:iam::111122223333:oidc-provider/${ISSUER}`;
/** The most that IAM allows when the quota is raised, in characters without white space. */
const LARGEST = 4_096;

/** Policies of the largest size whose sets of subjects take longest: many patterns that overlap, refused in part by many others. */
export function hardPolicies(): object[] {
  return [
    policyOf(at => `system:serviceaccount:*-${at}-*:*a*`, 1, 'Deny'),
    policyOf(at => `*${'a*'.repeat((at % 8) + 1)}${at}*`, 2, 'Deny'),
    policyOf(at => `*${at}*?*${at}*`, 3, 'Allow'),
    policyOf(at => `*b*${at}?*`, 1, 'Deny', 'StringNotLike'),
  ];
}

/** A policy with as many statements as fit, alternating between Allow and `other`, each with `values` values. */
function policyOf(
  subject: (at: number) => string,
  values: number,
  other: 'Allow' | 'Deny',
  operator = 'StringLike',
): object {
  const statements: object[] = [];
  for (let at = 0; ; at++) {
    const next = {
      Effect: at % 2 === 0 ? 'Allow' : other,
      Principal: { Federated: PROVIDER },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: {
        [at % 2 === 0 ? 'StringLike' : operator]: {
          [`${ISSUER}:sub`]: Array.from({ length: values }, (_, index) =>
            subject(at * values + index),
          ),
        },
      },
    };
    const policy = { Version: '2012-10-17', Statement: [...statements, next] };
    if (JSON.stringify(policy).length > LARGEST) {
      return { Version: '2012-10-17', Statement: statements };
    }
    statements.push(next);
  }
}
