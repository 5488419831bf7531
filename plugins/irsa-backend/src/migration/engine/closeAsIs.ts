import { ConflictError } from '@backstage/errors';
import { readAfterRollback } from '../afterRollback/readAfterRollback';
import { MigrationRecord } from '../model/records';
import { stepsOf } from '../steps';
import { createStepContext, EngineParts } from './createStepContext';
import { statusInWords } from '../model/inWords';

/** How long a person waits for what is left to be read. What takes longer is not known. */
const READ_MS = 20_000;

/**
 * Ends a migration that nobody can or wants to finish. Nothing is changed: what it touched is read once more, so that
 * what is left can be told, and its locks are released with the status.
 */
export async function closeAsIs(
  parts: EngineParts,
  seen: MigrationRecord,
  reason: string,
  by: string,
): Promise<MigrationRecord> {
  const { store, config, now } = parts;
  const record = await store.claims.take(
    seen.id,
    config.migration.staleAfterMs,
    ['stopped', 'needsHuman'],
  );
  if (!record) {
    throw new ConflictError(
      `A migration that ${statusInWords(
        seen.status,
      )}, or that is being worked on, cannot be closed. Stop it first.`,
    );
  }
  const claim = record.claim!;
  try {
    const context = await createStepContext(
      parts,
      record,
      stepsOf(record.execution)[0],
      AbortSignal.timeout(READ_MS),
    );
    const afterRollback = await readAfterRollback(context);
    const left = afterRollback.objects.filter(
      ({ state }) => state !== 'asBefore',
    );
    const statusReason = [
      `Closed as it is by ${by}: ${reason}`,
      ...left.map(({ object, state, message }) =>
        state === 'differs'
          ? `Left: ${object}. ${message}`
          : `Not known: ${object}. ${message}`,
      ),
      ...(record.statusReason ? [`It stood at: ${record.statusReason}`] : []),
    ].join('\n');
    const changes = {
      status: 'closed' as const,
      statusReason,
      finishedAt: new Date(now()).toISOString(),
      state: { ...record.state, afterRollback, outage: undefined },
    };
    await store.update(record.id, claim, changes, undefined, {
      level: 'warning',
      message: statusReason,
    });
    return { ...record, ...changes };
  } finally {
    await store.claims.release(record.id, claim);
  }
}
