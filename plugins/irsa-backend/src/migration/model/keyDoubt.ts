import { SoakState } from './records';

export type KeyDoubt = NonNullable<SoakState['keyOffDoubt']>;

/** Looks are minutes apart. In a longer gap, somebody may have switched the key on and off again. */
const LONGEST_GAP_MS = 3_600_000;

/** What a look at the key has found. */
export interface KeyLook {
  state: 'active' | 'inactive' | 'deleted';
  lastUsedAt?: string;
  /** When AWS was asked. */
  at: string;
  /** For this long after a switch, IAM may still show the key as it was, and take it. */
  settleMs: number;
}

/**
 * Whether a look shows, or leaves open, that somebody has switched a key on that this migration had switched off: then who
 * switched it off the last time is not known. A doubt stays until the key is switched again by the migration. Pure.
 */
export function keyDoubt(
  { keyOffDoubt, checkedAt }: SoakState,
  keyInactiveSince: string | undefined,
  look: KeyLook,
): KeyDoubt | undefined {
  if (keyInactiveSince === undefined) {
    return undefined;
  }
  const switched = Date.parse(keyInactiveSince);
  if (look.state === 'active') {
    return Date.parse(look.at) > switched + look.settleMs
      ? { reason: 'seenOn', at: look.at }
      : keyOffDoubt;
  }
  if (keyOffDoubt && keyOffDoubt.reason !== 'notWatched') {
    return keyOffDoubt;
  }
  if (
    look.lastUsedAt &&
    Date.parse(look.lastUsedAt) > switched + look.settleMs
  ) {
    return { reason: 'used', at: look.lastUsedAt };
  }
  const before = Math.max(switched, Date.parse(checkedAt ?? keyInactiveSince));
  return (
    keyOffDoubt ??
    (Date.parse(look.at) - before > LONGEST_GAP_MS
      ? { reason: 'notWatched', at: new Date(before).toISOString() }
      : undefined)
  );
}

/** Whether a key that was switched off is known to have been on since: it was seen so, or was used. */
export function wasOnAgain(doubt: KeyDoubt | undefined): boolean {
  return doubt?.reason === 'seenOn' || doubt?.reason === 'used';
}

/** A sentence: what speaks against the migration having switched the key off the last time. */
export function keyDoubtInWords({ reason, at }: KeyDoubt): string {
  return {
    seenOn: `This migration switched it off, but it was on again at ${at}: somebody else has switched it since.`,
    used: `This migration switched it off, but it was used at ${at}: somebody else has switched it on and off since.`,
    notWatched: `This migration switched it off, but nobody looked for a time after ${at}: whether somebody else has switched it on and off since is not known.`,
  }[reason];
}
