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
