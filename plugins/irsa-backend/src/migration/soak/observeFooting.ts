import { FootingFact } from 'backstage-plugin-irsa-common';
import { SoakState } from '../model/records';

export interface FootingObservation {
  soak: SoakState;
  /** Sentences for the log. */
  events: { level: 'info' | 'warning'; message: string }[];
  /** Set when the owner should know: it has just broken, more of it has, or all of it holds again. */
  tell?: { broken: boolean; message: string };
}

/**
 * What the facts of a look mean for the soak. Pure. While something is broken, the clock stands; it goes on with the time
 * that was left when everything was read and holds again. What could not be read stops no clock, and mends nothing.
 */
export function observeFooting(options: {
  soak: SoakState;
  facts: FootingFact[];
  /** When the account was read, which a round may do less often than the cluster; milliseconds since the epoch, as `now`. */
  asOf?: number;
  now: number;
}): FootingObservation {
  const { facts, now } = options;
  const at = new Date(now).toISOString();
  // All of it is as of its oldest part.
  const readAt = new Date(Math.min(options.asOf ?? now, now)).toISOString();
  const before = options.soak;
  const soak: SoakState = { ...before, footing: { readAt, facts } };
  const known = new Map(
    before.footing?.facts.map(({ object, state }) => [object, state]),
  );
  const broken = facts.filter(({ state }) => state === 'broken');
  const unread = facts.filter(({ state }) => state === 'notKnown');
  const newly = broken.filter(({ object }) => known.get(object) !== 'broken');
  const events: FootingObservation['events'] = [
    ...newly.map(({ object, message }) => ({
      level: 'warning' as const,
      message: `Soak broken: ${object}: ${message}`,
    })),
    ...unread
      .filter(({ object }) => known.get(object) !== 'notKnown')
      .map(({ object, message }) => ({
        level: 'info' as const,
        message: `Not known: ${object}: ${message}`,
      })),
    ...facts
      .filter(
        ({ object, state }) =>
          state === 'holds' && known.get(object) === 'broken',
      )
      .map(({ object, message }) => ({
        level: 'info' as const,
        message: `Mended: ${object}: ${message}`,
      })),
  ];
  if (broken.length > 0) {
    if (!before.brokenSince) {
      soak.brokenSince = at;
      soak.remainingSeconds = Math.max(
        0,
        Math.round((Date.parse(before.endsAt) - now) / 1000),
      );
    }
    const message = `Soak broken: ${broken
      .map(fact => `${fact.object}: ${fact.message}`)
      .join(' ')}`;
    return {
      soak,
      events,
      tell: newly.length > 0 ? { broken: true, message } : undefined,
    };
  }
  if (!before.brokenSince || unread.length > 0) {
    return { soak, events };
  }
  const left = before.remainingSeconds ?? 0;
  soak.endsAt = new Date(now + left * 1000).toISOString();
  soak.brokenSince = undefined;
  soak.remainingSeconds = undefined;
  const message = `What the workload rests on holds again. The soak goes on with the time that was left, until ${soak.endsAt}.`;
  events.push({ level: 'info', message });
  return { soak, events, tell: { broken: false, message } };
}
