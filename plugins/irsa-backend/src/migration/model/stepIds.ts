import { PlanExecution } from '../../plan/types';
import { RetireAct } from '../types';

/** The steps of a migration that patches the workload, in their order. */
export const STEP_IDS = [
  'snapshot',
  'ensure-provider',
  'ensure-policy',
  'ensure-role',
  'prove-role',
  'ensure-service-account',
  'prove-injection',
  'prove-canary',
  'cut-over',
  'roll-out',
  'check-pods',
  'begin-soak',
] as const;

/** The steps of one that proposes the change where Git owns the workload. */
export const REQUEST_STEP_IDS = [
  'snapshot',
  'ensure-provider',
  'ensure-policy',
  'ensure-role',
  'prove-role',
  'open-request',
  'await-merge',
  'await-arrival',
  'roll-out',
  'check-pods',
  'begin-soak',
] as const;

/** The steps of one whose role comes by EKS Pod Identity. The first role is made where that is in another account than the cluster. */
export const POD_IDENTITY_STEP_IDS = [
  'snapshot',
  'ensure-policy',
  'ensure-role',
  'ensure-first-policy',
  'ensure-first-role',
  'ensure-association',
  'prove-injection',
  'prove-canary',
  'cut-over',
  'roll-out',
  'check-pods',
  'begin-soak',
] as const;

/** What makes provider, policy and role, and the one step in their place where code makes them. */
const OF_AWS: readonly StepId[] = [
  'ensure-provider',
  'ensure-policy',
  'ensure-role',
];

const OF_FIRST_ROLE: readonly StepId[] = [
  'ensure-first-policy',
  'ensure-first-role',
];

export type StepId =
  | 'await-aws-half'
  | (typeof STEP_IDS)[number]
  | (typeof REQUEST_STEP_IDS)[number]
  | (typeof POD_IDENTITY_STEP_IDS)[number];

/** What of an execution says which steps carry it out. */
export type StepChoice = Pick<
  PlanExecution,
  'request' | 'canary' | 'podIdentity' | 'awsHalf'
>;

/** The steps that carry an execution out. */
export function stepIdsOf(execution: StepChoice): readonly StepId[] {
  const ids = idsOf(execution);
  if (execution.awsHalf !== 'code') {
    return ids;
  }
  const others = ids.filter(id => !OF_AWS.includes(id));
  // After the snapshot.
  return [...others.slice(0, 1), 'await-aws-half', ...others.slice(1)];
}

function idsOf({
  request,
  canary,
  podIdentity,
}: StepChoice): readonly StepId[] {
  if (request) {
    return REQUEST_STEP_IDS;
  }
  const ids: readonly StepId[] = podIdentity ? POD_IDENTITY_STEP_IDS : STEP_IDS;
  return ids.filter(
    id =>
      (canary || id !== 'prove-canary') &&
      (podIdentity?.first || !OF_FIRST_ROLE.includes(id)),
  );
}

/** What calls in the journal and lines of the log belong to: a step, or an act of the retirement. */
export type WorkId = StepId | RetireAct;
