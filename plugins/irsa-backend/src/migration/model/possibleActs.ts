import { ACT_TITLES } from './actTitles';
import { MigrationRecord, OpenAct } from './records';
import { coolingUntil, guardDeactivation, guardDeletion } from './keyGuards';
import { Act, ActFacts, ActVerdict } from './verdict';
import { waysOut } from './waysOut';

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
  if (isWithoutHost(record)) {
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
    } else if (state.secretRequest?.merged) {
      verdict.guards.push({
        act: 'rollback',
        message: `The request that takes Secret ${state.secretRequest.name} out of Git was merged, so there is soon nothing to go back to. Revert it there first.`,
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
    // What keeps it would make it again.
    const act = facts.gitSecrets?.length
      ? ('request-secret-removal' as const)
      : ('delete-secret' as const);
    if (state.secretRequest) {
      verdict.guards.push({
        act,
        message: `The change request for Secret ${state.secretRequest.name} is under way. Merge it, or close it.`,
      });
    } else if (
      status === 'retired' ||
      coolingUntil(state, facts) <= facts.now
    ) {
      judgeUnreadSources(act, facts, verdict);
    } else {
      verdict.guards.push({
        act,
        message:
          'Without its Secret the workload could not go back. The key must have been off for the cooling time before it may be deleted.',
      });
    }
  }
  return verdict;
}

/** A change of files may come to more clusters than one. */
function judgeUnreadSources(
  act: Act,
  { unreadSources = [] }: ActFacts,
  verdict: ActVerdict,
): void {
  if (act !== 'request-secret-removal' || unreadSources.length === 0) {
    verdict.possible.push(act);
    return;
  }
  verdict.guards.push({
    act,
    message: `Whether the change takes the Secret from ${unreadSources.join(
      ', ',
    )} too is not known, since what is applied there from Git could not be read. Only by a decision with a reason, which needs the permission irsa.key.decide.`,
    unreadClusters: [...unreadSources],
  });
  verdict.withReason.push(act);
}

/** Whether a way back waits for the Git host, so that a person may decide to go without it. */
export function isWithoutHost({
  status,
  state: { secretRequest },
}: Pick<MigrationRecord, 'status' | 'state'>): boolean {
  return (
    status === 'rollingBack' &&
    secretRequest?.unread === true &&
    secretRequest.leftBy === undefined
  );
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
