import { MigrationStatus } from 'backstage-plugin-irsa-common';

/** A workload that is away in the middle of its migration. @param title - as `workloadTitle` gives it */
export function goneInWords(title: string): string {
  return `${title} is not there any more: it was deleted or renamed since the plan was made. If it has another name now, make a plan for that.`;
}

/** Why something that was written does not show. @param message - what AWS shows; ends with a full stop */
export function notShownInWords(message: string): string {
  return `${message} AWS needs longer than usual, or somebody else changes it too. Make a new plan in a few minutes.`;
}

/** For a request that a person made while something else changed the migration. */
export const MOVED_ON =
  'The status of the migration changed while this was asked. Look at it again, and repeat the request if it is still wanted.';

const STATUS: Record<MigrationStatus, string> = {
  queued: 'waits to begin',
  running: 'runs',
  stopping: 'is being stopped',
  stopped: 'is stopped',
  needsHuman: 'waits for a person',
  rollingBack: 'is being rolled back',
  rolledBack: 'is rolled back',
  soaking: 'soaks',
  keyInactive: 'has its key switched off',
  retired: 'has ended with its key deleted',
  failed: 'has failed',
  closed: 'is closed',
};

/** Follows "A migration that". */
export function statusInWords(status: MigrationStatus): string {
  return STATUS[status];
}
