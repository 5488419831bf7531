import { Migration, Proof } from 'backstage-plugin-irsa-common';
import { KeyUse } from '../../accounts/readKeyUse';
import { keyDoubt, keyDoubtInWords, wasOnAgain } from '../model/keyDoubt';
import { SoakState } from '../model/records';
import { CallersSeen } from '../callers/KeyCallers';
import { observeCallers } from './observeCallers';
import { isOwnUse } from '../callers/ownUse';

const MAX_USES = 50;

export interface SoakObservation {
  soak: SoakState;
  proofs: Migration['proofs'];
  /** Sentences for the log. */
  events: { level: 'info' | 'warning'; message: string }[];
}

export interface SoakFacts {
  soak: SoakState;
  soakMs: number;
  /** `notKnown`: it could not be read. Absent: the migration has no key to watch. */
  key?: KeyUse | 'notKnown';
  /** When the portal itself used the key, milliseconds since the epoch. */
  ownUses: number[];
  /** What CloudTrail shows, where it is connected. */
  callers?: CallersSeen;
  /** The role's last use; `notKnown` when the role could not be read. */
  roleLastUsedAt?: Date | 'notKnown';
  /** When the portal itself became the role, milliseconds since the epoch. */
  ownRoleUses?: number[];
  /** When this migration switched the key off. */
  keyInactiveSince?: string;
  /** For how long after a switch IAM may still show the key as it was; 0 when absent. */
  settleMs?: number;
  /** Whether all that the workload rests on was read in this look and holds. */
  footingHolds?: boolean;
  now: number;
  /** When AWS was asked for the role; now, when absent. */
  asOf?: string;
  /** When AWS was asked for the key; `asOf`, when absent. */
  keyAsOf?: string;
}

/**
 * What new facts about the key and the role mean for the soak. Pure. A use after the switch restarts the window. A use in
 * the minute in which the portal used the key itself does not, but whether something else used it then is not known.
 */
export function observeSoak(facts: SoakFacts): SoakObservation {
  let soak: SoakState = { ...facts.soak, uses: facts.soak.uses ?? [] };
  const events: SoakObservation['events'] = [];
  const asOf = facts.asOf ?? new Date(facts.now).toISOString();
  const at = facts.keyAsOf ?? asOf;
  if (facts.key && facts.key !== 'notKnown') {
    const doubt = keyDoubt(soak, facts.keyInactiveSince, {
      ...facts.key,
      at,
      settleMs: facts.settleMs ?? 0,
    });
    if (doubt && doubt.reason !== soak.keyOffDoubt?.reason) {
      events.push({ level: 'warning', message: keyDoubtInWords(doubt) });
    }
    soak.keyOffDoubt = doubt;
    soak.checkedAt = at;
    soak.keyState = facts.key.state;
    soak.keyOffSince = offSince(soak, facts, at);
    soak.keyOffByOthers = offByOthers(soak, facts);
    takeUse(soak, facts.key, facts, events);
  }
  const shown = observeCallers(soak, facts.callers, facts.soakMs);
  soak = shown.soak;
  if (shown.message) {
    events.push({ level: 'warning', message: shown.message });
  }
  const proofs = [
    quietProof(soak, facts, at),
    // It speaks of both, so it is as old as the older one.
    roleProof(soak, facts, at < asOf ? at : asOf),
  ];
  return { soak, events, proofs: proofs.filter(proof => !!proof) };
}

/** Undefined while the key is on. After it was on again, or was used, from when it was first seen to be off. */
function offSince(
  { keyState, keyOffSince, keyOffDoubt }: SoakState,
  { key, keyInactiveSince, settleMs = 0 }: SoakFacts,
  at: string,
): string | undefined {
  if (keyState === 'active') {
    return undefined;
  }
  const known = wasOnAgain(keyOffDoubt)
    ? keyOffSince
    : keyInactiveSince ?? keyOffSince;
  const { lastUsedAt } = key as KeyUse;
  const isUsedSince =
    known !== undefined &&
    lastUsedAt !== undefined &&
    Date.parse(lastUsedAt) > Date.parse(known) + settleMs;
  return known === undefined || isUsedSince ? at : known;
}

/** Undefined while the key is on. What the act found when it was asked to switch the key off stays true. */
function offByOthers(
  { keyState, keyOffByOthers, keyOffDoubt }: SoakState,
  { keyInactiveSince }: SoakFacts,
): boolean | undefined {
  if (keyState !== 'inactive') {
    return undefined;
  }
  return (
    keyInactiveSince === undefined ||
    keyOffDoubt !== undefined ||
    keyOffByOthers
  );
}

function takeUse(
  soak: SoakState,
  key: KeyUse,
  { ownUses, soakMs }: SoakFacts,
  events: SoakObservation['events'],
): void {
  const moved =
    key.lastUsedAt !== undefined && key.lastUsedAt !== soak.keyLastUsedAt;
  soak.keyLastUsedAt = key.lastUsedAt ?? soak.keyLastUsedAt;
  soak.keyLastUsedService = key.service ?? soak.keyLastUsedService;
  soak.keyLastUsedRegion = key.region ?? soak.keyLastUsedRegion;
  const used = key.lastUsedAt ? Date.parse(key.lastUsedAt) : 0;
  if (!moved || used <= Date.parse(soak.startedAt)) {
    return;
  }
  if (isOwnUse(used, ownUses, key.service)) {
    soak.unsureUseAt = key.lastUsedAt;
    events.push({
      level: 'info',
      message: `The old key's last use moved to ${key.lastUsedAt}. The portal used it then itself, for a preview or for harmless calls. AWS tells the last use only: whether something else used the key in that minute too is not known.`,
    });
    return;
  }
  const where = [key.service, key.region].filter(Boolean).join(', ');
  soak.unsureUseAt = undefined;
  soak.quiet = false;
  soak.uses = [
    ...(soak.uses ?? []),
    { at: key.lastUsedAt!, service: key.service, region: key.region },
  ].slice(-MAX_USES);
  soak.endsAt = new Date(
    Math.max(Date.parse(soak.endsAt), used + soakMs),
  ).toISOString();
  if (soak.brokenSince) {
    soak.remainingSeconds = Math.round(soakMs / 1000);
  }
  events.push({
    level: 'warning',
    message: `The old key was used after the switch, at ${key.lastUsedAt}${
      where ? ` (${where})` : ''
    }: something else has it too. The soak starts again and ends at ${
      soak.endsAt
    }.`,
  });
}

/** L5: nothing uses the old key. */
function quietProof(
  soak: SoakState,
  { key }: SoakFacts,
  at: string,
): Proof | undefined {
  if (!key) {
    return undefined;
  }
  if (key === 'notKnown') {
    return {
      level: 'L5',
      state: 'notChecked',
      detail: `Not known: the key's last use could not be read. It was last read at ${
        soak.checkedAt ?? 'no time'
      }.`,
      at,
    };
  }
  // What AWS was asked before the end says nothing about the time until then.
  const over = Date.parse(soak.endsAt) <= Date.parse(at) && !soak.brokenSince;
  if (soak.unsureUseAt) {
    return {
      level: 'L5',
      state: over ? 'notChecked' : 'pending',
      detail: `Not known: at its last use, ${soak.unsureUseAt}, the portal used the key itself, for a preview or for harmless calls. Whether something else used it in that minute too cannot be told.`,
      at,
    };
  }
  const waiting = soak.quiet ? ('pending' as const) : ('failed' as const);
  return {
    level: 'L5',
    state: over ? 'proven' : waiting,
    detail: soak.quiet
      ? `The old key was not used since the switch, as of ${at}.`
      : `The old key was last used after the switch, at ${lastUseOf(soak)}.`,
    at,
  };
}

/** CloudTrail may know of a use before the key's last use moves. */
function lastUseOf({ keyLastUsedAt, callers }: SoakState): string | undefined {
  return [keyLastUsedAt, callers?.lastAt]
    .filter(time => time !== undefined)
    .sort((one, other) => Date.parse(other) - Date.parse(one))[0];
}

/** L6: it works with the key off. Only a use of the role, not by the portal, with the key seen to be off, shows that. */
function roleProof(
  soak: SoakState,
  { key, roleLastUsedAt, ownRoleUses = [], footingHolds }: SoakFacts,
  at: string,
): Proof | undefined {
  if (roleLastUsedAt === undefined && (!key || isActive(key))) {
    return undefined;
  }
  const proof = (state: Proof['state'], detail: string): Proof => ({
    level: 'L6',
    state,
    detail,
    at,
  });
  if (roleLastUsedAt === 'notKnown' || key === 'notKnown') {
    return proof('notChecked', 'Not known: the role or the key was not read.');
  }
  const used = roleLastUsedAt?.getTime() ?? 0;
  const own = isOwnUse(used, ownRoleUses);
  const seen = own
    ? `the last use of the role that AWS shows, at ${roleLastUsedAt?.toISOString()}, may be the portal's own try: whether the workload used the role is not known`
    : `AWS saw the role in use at ${roleLastUsedAt?.toISOString()}`;
  if (!key || isActive(key)) {
    const after = used > Date.parse(soak.startedAt) || own;
    return proof(
      'pending',
      after
        ? `The key is still active; ${seen}.`
        : 'The key is still active; AWS has not shown a use of the role since the switch yet.',
    );
  }
  if (soak.brokenSince || !footingHolds) {
    return proof(
      soak.brokenSince ? 'failed' : 'pending',
      soak.brokenSince
        ? 'The key is off, and what the workload rests on does not hold.'
        : 'The key is off; not all that the workload rests on could be read.',
    );
  }
  if (used <= Date.parse(soak.keyOffSince ?? at)) {
    return proof(
      'pending',
      `The key is off since ${soak.keyOffSince}; AWS has not shown a use of the role since then yet.`,
    );
  }
  return proof(
    own ? 'pending' : 'proven',
    `The key is off since ${soak.keyOffSince}; ${seen}.`,
  );
}

function isActive(key: KeyUse | 'notKnown'): boolean {
  return key !== 'notKnown' && key.state === 'active';
}
