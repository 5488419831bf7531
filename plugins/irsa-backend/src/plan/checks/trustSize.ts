import { policySize } from 'backstage-plugin-irsa-common';
import { answer, PlanCheck } from './PlanCheck';

export const trustSize: PlanCheck = ({ world, target, trustDocument }) => {
  const size = policySize(trustDocument);
  const quota = world.account.snapshot.trustPolicyQuota;
  return answer('trust-policy', 'F14', {
    state: size > quota ? 'blocked' : 'passed',
    params: { size, quota },
    message:
      size > quota
        ? `The trust policy would have ${size} characters; the account allows ${quota}.`
        : `The trust policy names this cluster, this ServiceAccount and ${
            target.identity.kind === 'irsa' ? 'this audience' : 'its namespace'
          } exactly.`,
    evidence: `AssumeRolePolicySizeQuota of the account: ${quota}.`,
    ...(size > quota
      ? { fix: 'Ask AWS to raise the quota for role trust policy length.' }
      : {}),
  });
};
