import { Plan, PlanRequest } from 'backstage-plugin-irsa-common';

/**
 * The request for a plan as this one, made anew: what somebody decided is kept, whatever was in its way; what was found is found
 * again.
 */
export function sameRequest({
  request,
  workload,
  serviceAccountChoice: account,
  identityChoice: identity,
  canaryChoice: canary,
}: Plan): PlanRequest {
  // Plans of before do not say what was asked for, only what came of it.
  return (
    request ?? {
      workload,
      ...(account?.because === 'asked'
        ? { ownServiceAccount: account.isOwn }
        : {}),
      ...(identity?.because === 'asked' ? { identity: identity.kind } : {}),
      ...(canary?.because === 'asked' ? { canary: canary.isOn } : {}),
    }
  );
}
