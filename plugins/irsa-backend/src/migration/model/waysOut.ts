import { MigrationRecord } from './records';
import { StepId } from './stepIds';

export type Way = 'skip' | 'adopt';

/**
 * Undos that may be left out, and what stays with each since it rests on it. An undo that gives the workload its key back
 * is none of them: what it rests on would go, and its Pods with it.
 */
const SKIPPABLE: Partial<Record<StepId, readonly StepId[]>> = {
  'ensure-service-account': ['ensure-role', 'ensure-policy', 'ensure-provider'],
  'ensure-association': [
    'ensure-first-role',
    'ensure-first-policy',
    'ensure-role',
    'ensure-policy',
  ],
  'ensure-first-role': ['ensure-first-policy'],
  'ensure-first-policy': [],
  'ensure-role': ['ensure-policy', 'ensure-provider'],
  'ensure-policy': [],
  'ensure-provider': [],
};

/** Steps that can rest on what somebody else made or changed. */
const ADOPTABLE: Record<MigrationRecord['direction'], readonly StepId[]> = {
  forward: ['ensure-policy', 'ensure-role', 'ensure-service-account'],
  back: ['begin-soak', 'cut-over'],
};

/** Ways out at the step where a migration stands. Pure. */
export function waysOut({
  status,
  direction,
  state: { stuckAt },
}: Pick<MigrationRecord, 'status' | 'direction' | 'state'>): Way[] {
  if (status !== 'needsHuman' || !stuckAt) {
    return [];
  }
  const ways: Way[] = [];
  if (direction === 'back' && SKIPPABLE[stuckAt]) {
    ways.push('skip');
  }
  if (ADOPTABLE[direction].includes(stuckAt)) {
    ways.push('adopt');
  }
  return ways;
}

/** The steps whose undo is left out together with this one, itself included. */
export function skippedWith(step: StepId): StepId[] {
  return [step, ...(SKIPPABLE[step] ?? [])];
}
