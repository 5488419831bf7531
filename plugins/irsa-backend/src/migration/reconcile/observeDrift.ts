import { FootingFact } from 'backstage-plugin-irsa-common';
import { MigrationState } from '../model/records';

type Drift = NonNullable<MigrationState['drift']>;

/** What a look at an end means. `said` is set when it differs from what was said last. */
export interface DriftObservation {
  drift?: Drift;
  said?: { broken: boolean; message: string };
}

/**
 * Compares a look at a recorded end with the drift that is known. Pure. What could not be read mends nothing.
 *
 * @param now - milliseconds since the epoch
 */
export function observeDrift(
  before: Drift | undefined,
  facts: FootingFact[],
  now: number,
): DriftObservation {
  const isUnread = facts.some(({ state }) => state === 'notKnown');
  const read = facts.filter(({ state }) => state !== 'notKnown');
  // A list that could not be read names no object: what is known of any that was not seen stays.
  const kept = (isUnread && before ? before.facts : []).filter(
    ({ object }) => !read.some(each => each.object === object),
  );
  const broken = [...facts.filter(({ state }) => state === 'broken'), ...kept];
  if (words(broken) === words(before?.facts ?? [])) {
    return { drift: before };
  }
  if (broken.length === 0) {
    return {
      said: {
        broken: false,
        message: 'What was recorded at the end holds again.',
      },
    };
  }
  return {
    drift: {
      since: before?.since ?? new Date(now).toISOString(),
      facts: broken,
    },
    said: {
      broken: true,
      message: `What was recorded at the end does not hold any more. ${words(
        broken,
      )}`,
    },
  };
}

function words(facts: readonly FootingFact[]): string {
  return facts
    .map(({ object, message }) => `${object}: ${message}`)
    .sort()
    .join(' ');
}
