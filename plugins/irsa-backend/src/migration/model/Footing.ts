/**
 * What was read of one thing that a migrated workload rests on. `holds`: read, and as the migration needs it; `broken`:
 * read, and not so; `notKnown`: it could not be read.
 */
export interface FootingFact {
  /** Kind and name, without secret values. */
  object: string;
  state: 'holds' | 'broken' | 'notKnown';
  message: string;
}

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
