import { Plan, PlanRequest } from 'backstage-plugin-irsa-common';

/** The request for a plan as this one, made anew: what somebody decided is kept, what was found is found again. */
export function sameRequest({
  workload,
  serviceAccountChoice: account,
  identityChoice: identity,
  canaryChoice: canary,
}: Plan): PlanRequest {
  return {
    workload,
    ...(account?.because === 'asked'
      ? { ownServiceAccount: account.isOwn }
      : {}),
    ...(identity?.because === 'asked' ? { identity: identity.kind } : {}),
    ...(canary?.because === 'asked' ? { canary: canary.isOn } : {}),
  };
}
