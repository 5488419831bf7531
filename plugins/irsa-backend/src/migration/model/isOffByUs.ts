import { MigrationState } from './records';

/** Whether this migration switched the key off. Only then may its rollback switch it on unasked. */
export function isOffByUs({ keyInactiveSince, soak }: MigrationState): boolean {
  return keyInactiveSince !== undefined && !soak?.keyOffByOthers;
}
