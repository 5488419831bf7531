import { wasOnAgain } from './keyDoubt';
import { MigrationRecord } from './records';
import { KeyUsers } from './keyUsers';
import { ActFacts, ActVerdict, Guard } from './verdict';

/** More than this many names are counted. */
const MOST_NAMES = 5;
const MOST_REASONS = 3;
const NOT_KNOWN =
  'It is not known which other workloads use the same key. Scan again.';

/** What is broken, the footing of the soak names, once. */
const BROKEN =
  'Soak broken: something that the workload rests on does not hold. Put it right, or roll the migration back.';

/** Judges whether the key may be switched off: for all that have it, at once. */
export function guardDeactivation(
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
  const others = othersInTheWay(facts.keyUsers);
  if (others || !facts.keyUsers) {
    verdict.guards.push({
      act,
      message: others ?? NOT_KNOWN,
    });
    return;
  }
  if (state.soak?.brokenSince) {
    verdict.guards.push({ act, message: BROKEN });
    return;
  }
  const waits: Guard[] = [];
  if (state.soak?.unsureUseAt) {
    waits.push({
      act,
      message: `Whether something else used the key at ${state.soak.unsureUseAt}, when the portal used it itself, is not known. Only with a reason.`,
    });
  }
  const called = calledByOthers(state, facts.keyUsers);
  if (called) {
    waits.push({ act, message: called });
  }
  const endsAt = state.soak?.endsAt;
  if (endsAt && Date.parse(endsAt) > facts.now) {
    waits.push({
      act,
      message: 'The soak has not ended. Earlier only with a reason.',
      availableAt: endsAt,
    });
  }
  const last = lastToEnd(facts.keyUsers);
  if (last) {
    waits.push({
      act,
      message: `${list(
        facts.keyUsers.soaking.map(({ workloadId: id }) => id),
      )} left the same key too, and ${
        facts.keyUsers.soaking.length === 1
          ? 'its soak has'
          : 'their soaks have'
      } not ended. Earlier only with a reason.`,
      availableAt: last,
    });
  }
  const { unproven } = facts.keyUsers;
  if (unproven.length > 0) {
    waits.push({
      act,
      message: `Which static AWS key ${list(
        unproven,
      )} gets is not known: it may be this one. Let the portal read the Secret, or decide with a reason, which needs the permission irsa.key.decide.`,
      unprovenUsers: unproven,
    });
  }
  if (facts.unreadClusters.length > 0) {
    waits.push({
      act,
      message: `The key may be used in ${facts.unreadClusters.join(
        ', ',
      )}, which could not be read as a whole${inBrackets(
        facts.unreadReasons,
      )}. Only by a decision with a reason, which needs the permission irsa.key.decide.`,
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

/**
 * In words, that something called with the key after the last workload had left it. Without addresses: who reads this may not
 * be somebody who may act.
 */
function calledByOthers(
  { soak }: MigrationRecord['state'],
  { lastLeftAt }: KeyUsers,
): string | undefined {
  const { lastAt, others = 0 } = soak?.callers ?? {};
  if (!lastAt || (lastLeftAt && Date.parse(lastAt) <= Date.parse(lastLeftAt))) {
    return undefined;
  }
  return `CloudTrail shows calls with this key after the switch that are not the portal's, from ${others} ${
    others === 1 ? 'place' : 'places'
  }, the last at ${lastAt}. Whoever makes them stops working. Only with a reason.`;
}

/** Milliseconds since the epoch; infinite while the key was not switched off by us. */
export function coolingUntil(
  { keyInactiveSince, soak }: MigrationRecord['state'],
  { coolingMs }: ActFacts,
): number {
  if (!keyInactiveSince) {
    return Number.POSITIVE_INFINITY;
  }
  // One that was on again in between has to cool anew.
  const since = wasOnAgain(soak?.keyOffDoubt)
    ? soak?.keyOffSince
    : keyInactiveSince;
  return since ? Date.parse(since) + coolingMs : Number.POSITIVE_INFINITY;
}

/** Judges whether the key may be deleted. While it is off, somebody may have been given it anew. */
export function guardDeletion(
  { state }: Pick<MigrationRecord, 'state'>,
  facts: ActFacts,
  verdict: ActVerdict,
): void {
  if (state.soak?.brokenSince) {
    verdict.guards.push({ act: 'delete-key', message: BROKEN });
    return;
  }
  const availableAt = coolingUntil(state, facts);
  if (availableAt <= facts.now) {
    judgeOthersOfDeletion(facts, verdict);
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

/** Whoever has the key while it is off does not work; deleting it takes the quick way out of that. */
function judgeOthersOfDeletion(facts: ActFacts, verdict: ActVerdict): void {
  const act = 'delete-key';
  const { keyUsers } = facts;
  if (keyUsers?.soaking.length || keyUsers?.underWay.length) {
    verdict.guards.push({
      act,
      message: `${list([
        ...keyUsers.underWay,
        ...keyUsers.soaking.map(({ workloadId: id }) => id),
      ])} may still go back to the same key. Wait for the end of what goes on there.`,
      availableAt: lastToEnd(keyUsers),
    });
    return;
  }
  const others = keyUsers ? othersInTheWay(keyUsers) : NOT_KNOWN;
  if (others) {
    verdict.guards.push({
      act,
      message: `${others} The key is off: deleting it takes away the way to switch it on for them. Only with a reason.`,
    });
    verdict.withReason.push(act);
    return;
  }
  verdict.possible.push(act);
}

/** In words, who keeps the key from being switched off whatever the reason. */
function othersInTheWay(others: KeyUsers | undefined): string | undefined {
  if (others?.users.length) {
    return `The same key is still used by ${others.users.join(
      ', ',
    )}. Migrate them first.`;
  }
  if (others?.underWay.length) {
    return `The migration of ${list(
      others.underWay,
    )}, which leaves the same key, has not come to rest. Wait for its soak, or close it.`;
  }
  return others?.broken.length
    ? `The soak of ${list(
        others.broken,
      )}, which left the same key, is broken: it may need the key again. Mend that first.`
    : undefined;
}

/** When the last soak of the others ends. */
function lastToEnd({ soaking }: KeyUsers): string | undefined {
  return soaking
    .map(({ endsAt }) => endsAt)
    .sort((left, right) => Date.parse(left) - Date.parse(right))
    .at(-1);
}

/** The first of what is missing, without the stop at its end. */
function inBrackets(reasons: readonly string[] = []): string {
  const shown = reasons
    .slice(0, MOST_REASONS)
    .map(each => each.replace(/\.$/, ''));
  const more = reasons.length - shown.length;
  return shown.length > 0
    ? ` (${shown.join('; ')}${more > 0 ? `; and ${more} more` : ''})`
    : '';
}

function list(names: readonly string[]): string {
  const rest = names.length - MOST_NAMES;
  return rest > 0
    ? `${names.slice(0, MOST_NAMES).join(', ')} and ${rest} more`
    : names.join(', ');
}
