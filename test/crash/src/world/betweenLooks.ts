import { until } from '@internal/sandbox/until';

/** Who has a migration: null for nobody. `number` counts how often somebody took it. */
export interface Turn {
  claim: string | null;
  number: number;
}

/**
 * What `see` resolves to when no worker has the migration, from its beginning to its end. A way may end in a wait, and who
 * waits for others looks every now and then: what such a look has claimed is no outcome. Throws when a worker has it all the time.
 */
export async function betweenLooks<T>(
  turn: () => Promise<Turn>,
  see: () => Promise<T>,
  patienceMs?: number,
): Promise<T> {
  const { sight } = await until(
    'a moment at which no worker has the migration',
    async () => {
      const before = await turn();
      if (before.claim !== null) {
        return undefined;
      }
      const found = await see();
      const after = await turn();
      return (
        after.claim === null &&
        after.number === before.number && { sight: found }
      );
    },
    patienceMs,
  );
  return sight;
}
