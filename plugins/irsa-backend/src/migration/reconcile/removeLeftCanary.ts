import { LoggerService } from '@backstage/backend-plugin-api';
import { createStepContext, EngineParts } from '../engine/createStepContext';
import { inWords } from '../engine/stepErrors';
import { MigrationRecord } from '../model/records';
import { sayOnce } from '../model/sayOnce';
import { takeCanaryBack } from '../steps/takeCanaryBack';

const STEP = 'prove-canary';
/** A Pod may take half a minute to end. */
const LIMIT_MS = 90_000;

/**
 * Deletes the Pod or run that a migration at rest has tried and could not delete, such as during an outage of the cluster, and lets the
 * schedule of a CronJob go on. Never throws for it.
 */
export async function removeLeftCanary(
  { parts, logger }: { parts: EngineParts; logger: LoggerService },
  candidate: MigrationRecord,
): Promise<void> {
  const { store, config } = parts;
  if (!candidate.execution.canary) {
    return;
  }
  const { creating, suspending } = await store.steps.memory(candidate.id, STEP);
  if (!creating && !suspending) {
    return;
  }
  const record = await store.claims.take(
    candidate.id,
    config.migration.staleAfterMs,
    [candidate.status],
  );
  if (!record) {
    return;
  }
  try {
    const context = await createStepContext(
      parts,
      record,
      { id: STEP },
      AbortSignal.timeout(LIMIT_MS),
    );
    await sayOnce(context, await takeCanaryBack(context), 'warning');
  } catch (error) {
    logger.warn(
      `The canary of migration ${record.id} could not be deleted: ${inWords(
        error,
      )}`,
    );
  } finally {
    await store.claims.release(record.id, record.claim!);
  }
}
