import { Migration } from 'backstage-plugin-irsa-common';
import { ACT_TITLES } from './actTitles';
import { MigrationRecord, OpenAct } from './records';
import { waysOut } from './waysOut';

export type Act = Migration['possible'][number];
export type Guard = NonNullable<Migration['guards']>[number];

/** Facts that decide, besides the migration itself. */
export interface ActFacts {
  /** Milliseconds since the epoch. */
  now: number;
  coolingMs: number;
  /** Ids of other workloads that still use the same key; undefined when not known. */
  keyUsers?: string[];
  /** Clusters that could not be read and may use the key too. */
  unreadClusters: string[];
}

export interface ActVerdict {
  possible: Act[];
  guards: Guard[];
  /** Actions that become possible with a reason. */
  withReason: Act[];
}

/** The actions that are possible for a migration now, and why the others are not. Pure. */
export function possibleActs(
  record: Pick<
    MigrationRecord,
    'status' | 'state' | 'execution' | 'direction' | 'act'
  >,
  facts: ActFacts,
): ActVerdict {
  const verdict: ActVerdict = { possible: [], guards: [], withReason: [] };
  const { status, state } = record;
  const { soak } = state;
  if (record.act) {
    return whileOpen(
      record.act,
      state,
      possibleActs({ ...record, act: undefined }, facts),
    );
  }
  if (status === 'queued' || status === 'running') {
    verdict.possible.push('stop', 'rollback');
  }
  if (status === 'stopping') {
    verdict.possible.push('rollback');
  }
  if (status === 'stopped') {
    verdict.possible.push('continue', 'rollback', 'close');
  }
  if (status === 'needsHuman') {
    verdict.possible.push('continue', 'rollback', 'close');
    verdict.possible.push(
      ...waysOut(record).map(way => `${way}-step` as const),
    );
  }

  const keyGone = soak?.keyState === 'deleted';
  // One of several is enough: the old template names all of them.
  const secretGone =
    state.secretState === 'deleted' || (state.deletedSecrets?.length ?? 0) > 0;
  if (status === 'soaking' || status === 'keyInactive') {
    if (keyGone || secretGone) {
      verdict.guards.push({
        act: 'rollback',
        message: `The ${
          keyGone ? 'access key' : 'Secret'
        } was deleted: there is nothing to go back to.`,
      });
    } else {
      verdict.possible.push('rollback');
    }
  }
  if (status === 'soaking') {
    verdict.possible.push('extend-soak');
    guardDeactivation(record, facts, verdict);
    // Someone else switched it off: whoever wants to go back needs it on.
    if (soak?.keyState === 'inactive') {
      verdict.possible.push('reactivate-key');
    }
  }
  if (status === 'keyInactive') {
    verdict.possible.push('reactivate-key');
    guardDeletion(record, facts, verdict);
  }
  if (
    (status === 'keyInactive' || status === 'retired') &&
    state.secretState === 'present'
  ) {
    if (status === 'retired' || coolingUntil(state, facts) <= facts.now) {
      verdict.possible.push('delete-secret');
    } else {
      verdict.guards.push({
        act: 'delete-secret',
        message:
          'Without its Secret the workload could not go back. The key must have been off for the cooling time before it may be deleted.',
      });
    }
  }
  return verdict;
}

/** Acts are done one at a time. One that has not begun to change something can be withdrawn. */
function whileOpen(
  act: OpenAct,
  { actRun }: MigrationRecord['state'],
  otherwise: ActVerdict,
): ActVerdict {
  const isBegun = actRun?.id === act.id && actRun.begunAt !== undefined;
  const inWait = [...otherwise.possible, ...otherwise.withReason];
  return {
    possible: [
      ...(isBegun || act.withdrawnBy || act.expiredAt
        ? []
        : (['stop'] as const)),
      // What waits for a person must never stand in the way of the way back.
      ...otherwise.possible.filter(
        possible => act.waitsForSecond && possible === 'rollback',
      ),
      ...(act.waitsForSecond ? [act.request.act] : []),
    ],
    withReason: [],
    guards: [
      ...inWait
        .filter(
          waiting =>
            !act.waitsForSecond ||
            (waiting !== act.request.act && waiting !== 'rollback'),
        )
        .map(waiting => ({
          act: waiting,
          message: act.waitsForSecond
            ? `${
                ACT_TITLES[act.request.act]
              } waits for a second person, asked for by ${
                act.by
              }. Confirm it, or withdraw it.`
            : `${ACT_TITLES[act.request.act]} is under way, asked for by ${
                act.by
              }. Wait for its end.`,
        })),
      ...otherwise.guards.filter(
        guard => !inWait.some(waiting => waiting === guard.act),
      ),
    ],
  };
}

function guardDeactivation(
  { execution, state }: Pick<MigrationRecord, 'execution' | 'state'>,
  facts: ActFacts,
  verdict: ActVerdict,
): void {
  const act = 'deactivate-key';
  if (!execution.key) {
    verdict.guards.push({
      act,
      message:
        'The key is not known in a readable account. Switch it off where it was made.',
    });
    return;
  }
  if (facts.keyUsers === undefined || facts.keyUsers.length > 0) {
    verdict.guards.push({
      act,
      message: facts.keyUsers
        ? `The same key is still used by ${facts.keyUsers.join(
            ', ',
          )}. Migrate them first.`
        : 'It is not known which other workloads use the same key. Scan again.',
    });
    return;
  }
  if (state.soak?.brokenSince) {
    verdict.guards.push({ act, message: brokenInWords(state) });
    return;
  }
  const waits: Guard[] = [];
  if (state.soak?.unsureUseAt) {
    waits.push({
      act,
      message: `Whether something else used the key at ${state.soak.unsureUseAt}, when the portal made a preview with it, is not known. Only with a reason.`,
    });
  }
  const endsAt = state.soak?.endsAt;
  if (endsAt && Date.parse(endsAt) > facts.now) {
    waits.push({
      act,
      message: 'The soak has not ended. Earlier only with a reason.',
      availableAt: endsAt,
    });
  }
  if (facts.unreadClusters.length > 0) {
    waits.push({
      act,
      message: `The key may be used in ${facts.unreadClusters.join(
        ', ',
      )}, which could not be read. Only by a decision with a reason, which needs the permission irsa.key.decide.`,
      unreadClusters: facts.unreadClusters,
    });
  }
  verdict.guards.push(...waits);
  if (waits.length > 0) {
    verdict.withReason.push(act);
  } else {
    verdict.possible.push(act);
  }
}

function brokenInWords({ soak }: MigrationRecord['state']): string {
  const facts = soak?.footing?.facts ?? [];
  return `Soak broken: ${facts
    .filter(({ state }) => state === 'broken')
    .map(({ object, message }) => `${object}: ${message}`)
    .join(' ')} Mend it, or roll the migration back.`;
}

/** Milliseconds since the epoch; infinite while the key was not switched off by us. */
function coolingUntil(
  { keyInactiveSince, soak }: MigrationRecord['state'],
  { coolingMs }: ActFacts,
): number {
  if (!keyInactiveSince) {
    return Number.POSITIVE_INFINITY;
  }
  // One that was on again in between has to cool anew.
  const wasOn = soak?.keyOffDoubt?.reason === 'seenOn';
  const since = wasOn ? soak?.keyOffSince : keyInactiveSince;
  return since ? Date.parse(since) + coolingMs : Number.POSITIVE_INFINITY;
}

function guardDeletion(
  { state }: Pick<MigrationRecord, 'state'>,
  facts: ActFacts,
  verdict: ActVerdict,
): void {
  if (state.soak?.brokenSince) {
    verdict.guards.push({ act: 'delete-key', message: brokenInWords(state) });
    return;
  }
  const availableAt = coolingUntil(state, facts);
  if (availableAt <= facts.now) {
    verdict.possible.push('delete-key');
    return;
  }
  const at = Number.isFinite(availableAt)
    ? new Date(availableAt).toISOString()
    : undefined;
  verdict.guards.push({
    act: 'delete-key',
    message:
      'The key must have been off for the whole cooling time before it may be deleted for ever.',
    availableAt: at,
  });
}
