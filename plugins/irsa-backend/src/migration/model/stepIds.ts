import { RetireAct } from '../types';

/** The steps in their order. */
export const STEP_IDS = [
  'snapshot',
  'ensure-provider',
  'ensure-policy',
  'ensure-role',
  'prove-role',
  'ensure-service-account',
  'prove-injection',
  'cut-over',
  'roll-out',
  'check-pods',
  'begin-soak',
] as const;

export type StepId = (typeof STEP_IDS)[number];

/** What calls in the journal and lines of the log belong to: a step, or an act of the retirement. */
export type WorkId = StepId | RetireAct;
