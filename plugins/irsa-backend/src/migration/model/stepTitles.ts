import { StepId } from './stepIds';

/** Steps as the pages call them. */
export const STEP_TITLES: Record<StepId, string> = {
  snapshot: 'Take a snapshot of what is there',
  'ensure-provider': 'Make the account trust the cluster',
  'ensure-policy': 'Create the policy',
  'ensure-role': 'Create the role',
  'await-aws-half': 'Wait until code has made the role',
  'prove-role': 'Try the role with a token of the ServiceAccount',
  'ensure-service-account': 'Prepare the ServiceAccount',
  'ensure-first-policy': "Create the policy in the cluster's account",
  'ensure-first-role': "Create the role in the cluster's account",
  'ensure-association': 'Give the role by EKS Pod Identity',
  'prove-injection': 'Try the injection with a dry run',
  'prove-canary': 'Try one pod, or run, beside the others',
  'cut-over': 'Take the static key out of the workload',
  'open-request': 'Open the change request',
  'await-merge': 'Wait for the merge',
  'await-arrival': 'Wait until the change is in the cluster',
  'roll-out': 'Roll out',
  'check-pods': 'Check that new pods hold no static key',
  'begin-soak': 'Begin the soak',
};
