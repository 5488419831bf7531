import { MigrationStatus } from 'backstage-plugin-irsa-common';
import { MigrationRecord, WORK_STATUSES } from '../model/records';

/** Migrations that only wait for an outage to end cost next to nothing; this many for each slot are enough. */
const WAITING_PER_SLOT = 20;

/**
 * Which migrations a worker may take next. Those that wait for something that cannot be reached hold no slot, so that one
 * dead cluster does not stop the others. A rollback or an act that was asked for has a slot of its own beside the usual
 * ones: it is urgent, and does not wait behind roll-outs. Pure.
 *
 * @param running - what the worker has in hand
 * @param concurrency - number of usual slots
 * @returns the statuses to look for, besides acts that were asked for; none when nothing may be taken
 */
export function statusesToTake(
  running: readonly Pick<MigrationRecord, 'direction' | 'state'>[],
  concurrency: number,
): MigrationStatus[] {
  if (running.length >= concurrency * WAITING_PER_SLOT) {
    return [];
  }
  const busy = running.filter(({ state }) => !state.outage).length;
  if (busy < concurrency) {
    return WORK_STATUSES;
  }
  return busy === concurrency ? ['rollingBack'] : [];
}
