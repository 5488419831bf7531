import { FootingFact } from 'backstage-plugin-irsa-common';

export type { FootingFact };

export function holds(object: string, message: string): FootingFact {
  return { object, state: 'holds', message };
}

export function broken(object: string, message: string): FootingFact {
  return { object, state: 'broken', message };
}

export function notKnown(object: string, message: string): FootingFact {
  return { object, state: 'notKnown', message };
}

/** The facts that do not hold, in one line for each. */
export function footingInWords(facts: FootingFact[]): string {
  return facts
    .filter(({ state }) => state !== 'holds')
    .map(
      ({ object, state, message }) =>
        `${state === 'notKnown' ? 'Not known: ' : ''}${object}: ${message}`,
    )
    .join('\n');
}
