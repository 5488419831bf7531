import { Readiness, WorkloadRef } from 'backstage-plugin-irsa-common';
import { sourceNotRead } from '../../shared/sourceNotRead';

/** A plan waits no longer for the source, which is read from a host of others. */
const MOST_MS = 20_000;

/**
 * What the source of a workload says. A source that cannot be read is `unknown` with a reason; undefined where nobody
 * reads sources. Never throws: a plan does not depend on the source.
 */
export async function readCode(
  readiness: { get(ref: WorkloadRef): Promise<Readiness> } | undefined,
  ref: WorkloadRef,
  mostMs = MOST_MS,
): Promise<Readiness | undefined> {
  if (!readiness) {
    return undefined;
  }
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Readiness>(resolve => {
    timer = setTimeout(
      () =>
        resolve(
          sourceNotRead(
            'It is still being read. Make a new plan in a minute to have its answer.',
          ),
        ),
      mostMs,
    );
  });
  try {
    return await Promise.race([
      readiness
        .get(ref)
        .catch(() => sourceNotRead('It could not be looked for. Try again.')),
      late,
    ]);
  } finally {
    clearTimeout(timer);
  }
}
