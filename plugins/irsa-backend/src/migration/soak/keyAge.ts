import { KEYS_MAX_AGE_MS } from '../../accounts/readKeys';
import { MigrationRecord } from '../model/records';

/** Two looks in an hour: after a longer gap, who switched the key off is not known any more (`keyDoubt`). */
const WHILE_OFF_MS = 1_800_000;

type Watched = Pick<MigrationRecord, 'status' | 'state' | 'execution'>;

/**
 * What was seen of the key of a soaking migration before this time is too old, in milliseconds since the epoch. Pure.
 *
 * @param all - all watched migrations: what an act did to the key through one of them counts for each
 * @param settleMs - for how long after an act IAM may still show the key as it was
 */
export function keyLookAfter(
  record: Watched,
  all: readonly Watched[],
  { now, settleMs }: { now: number; settleMs: number },
): number {
  const age = record.status === 'keyInactive' ? WHILE_OFF_MS : KEYS_MAX_AGE_MS;
  const { fingerprint } = record.execution.key ?? {};
  const changes = all
    .filter(({ execution }) => execution.key?.fingerprint === fingerprint)
    .flatMap(({ state }) => [
      state.soak?.startedAt,
      state.keyInactiveSince,
      state.lastAct?.endedAt,
    ])
    .map(time => Date.parse(time ?? ''))
    .filter(time => !Number.isNaN(time))
    .map(time => (time + settleMs <= now ? time + settleMs : time));
  const endsAt = Date.parse(record.state.soak?.endsAt ?? '');
  // What AWS was asked before the end says nothing about the time until then.
  return Math.max(now - age, ...changes, endsAt <= now ? endsAt : 0);
}

/** When the youngest of an account's soaks began: what was read before does not know its role yet. Milliseconds since the epoch. */
export function lastChange(
  records: readonly Watched[],
  accountId: string,
): number {
  const starts = records
    .filter(
      ({ execution }) =>
        execution.accountId === accountId ||
        execution.podIdentity?.first?.accountId === accountId,
    )
    .flatMap(({ state }) => [
      Date.parse(state.soak?.startedAt ?? ''),
      Date.parse(state.keyInactiveSince ?? ''),
    ])
    .filter(time => !Number.isNaN(time));
  return Math.max(...starts, 0);
}
