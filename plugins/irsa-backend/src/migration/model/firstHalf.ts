import { PlanExecution } from '../../plan/types';
import { StepId } from './stepIds';

/** The steps that make the first role and its policy, by those that make the planned ones. */
export const FIRST_STEPS: Partial<Record<StepId, StepId>> = {
  'ensure-policy': 'ensure-first-policy',
  'ensure-role': 'ensure-first-role',
};

/**
 * Where EKS Pod Identity gives a role of another account: the part of an execution that is in the cluster's account, as an execution
 * whose role and policy are those that the association names first. Undefined without one. Pure.
 */
export function firstHalf(execution: PlanExecution): PlanExecution | undefined {
  const { podIdentity, awsHalf: _, ...rest } = execution;
  if (!podIdentity?.first) {
    return undefined;
  }
  const { first, ...association } = podIdentity;
  return { ...rest, ...first, podIdentity: association };
}
