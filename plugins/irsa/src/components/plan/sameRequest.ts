import { Plan, PlanRequest } from 'backstage-plugin-irsa-common';

/** The request for a plan as this one, made anew: what somebody decided is kept, what was found is found again. */
export function sameRequest({
  workload,
  serviceAccountChoice: choice,
}: Plan): PlanRequest {
  return {
    workload,
    ...(choice?.because === 'asked' ? { ownServiceAccount: choice.isOwn } : {}),
  };
}
