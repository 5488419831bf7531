import { AwsHalfDifference } from 'backstage-plugin-irsa-common';
import { scrub } from '../../shared/scrub';
import { isChangeHostError } from '../../requests/isChangeHostError';
import { WaitsForOthersError } from './errors';
import { MigrationState } from './records';

/** How often somebody else is looked at again. */
export const LOOK_AGAIN = { firstMs: 5_000, longestMs: 300_000 };

/** Somebody else that has to act first. */
export interface Waiting {
  whom: string;
  words: string;
  url?: string;
  awsHalf?: AwsHalfDifference[];
}

/**
 * Whom an error says that the migration waits for; undefined for all other errors. What a host refuses, people mend at the host:
 * that says nothing about the migration.
 */
export function waitingInWords(
  error: unknown,
  /** Of the change request, if there is one. */
  url: string | undefined,
): Waiting | undefined {
  if (error instanceof WaitsForOthersError) {
    const { whom, message, awsHalf } = error;
    return {
      whom,
      words: scrub(message),
      ...(error.url ? { url: error.url } : {}),
      ...(awsHalf ? { awsHalf } : {}),
    };
  }
  if (!isChangeHostError(error)) {
    return undefined;
  }
  const isAway = error.kind === 'unreachable' || error.kind === 'throttled';
  return {
    whom: isAway ? `the host of ${url}` : `whoever looks after ${url}`,
    words: scrub(error.message),
    ...(url ? { url } : {}),
  };
}

/** What is kept of a wait; `isNew` when people have something else to read than before. Pure. */
export function waitingState(
  before: MigrationState['waitingFor'],
  waiting: Waiting,
  at: string,
): {
  waitingFor: NonNullable<MigrationState['waitingFor']>;
  isNew: boolean;
} {
  const isSameParty = before?.whom === waiting.whom;
  const isNew = !isSameParty || before.words !== waiting.words;
  return {
    isNew,
    waitingFor: {
      ...waiting,
      since: isSameParty ? before.since : at,
      checkedAt: at,
      looks: isNew ? 1 : before.looks + 1,
    },
  };
}
