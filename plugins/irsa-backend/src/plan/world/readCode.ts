import {
  CodeRequest,
  Readiness,
  WorkloadRef,
} from 'backstage-plugin-irsa-common';
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

/** What a plan knows of the source of its workload. */
export interface SourceFacts {
  code?: Readiness;
  codeRequest?: CodeRequest;
}

/** Who knows the change requests of sources. */
export interface KnownCodeRequests {
  /** Never throws. @param isWanted - whether the source has places that a request could end */
  known(ref: WorkloadRef, isWanted: boolean): Promise<CodeRequest | undefined>;
}

/** What the source of a workload says, and what has become of the request that changes it. Never throws. */
export async function readSourceFacts(
  options: {
    readiness?: { get(ref: WorkloadRef): Promise<Readiness> };
    codeRequests?: KnownCodeRequests;
  },
  ref: WorkloadRef,
): Promise<SourceFacts> {
  const code = await readCode(options.readiness, ref);
  const codeRequest =
    code?.source &&
    (await options.codeRequests?.known(
      ref,
      code.findings.some(({ verdict }) => verdict !== 'note'),
    ));
  return { code, ...(codeRequest ? { codeRequest } : {}) };
}
