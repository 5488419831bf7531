import { applyPatch as applyJsonPatch, Operation } from 'fast-json-patch';
import { sameJson } from '../../shared/canonicalJson';
import { DetachIntent, JsonPatchOperation } from '../types';
import { podSpec, WorkloadObject } from '../world/podTemplate';
import {
  conflict,
  insertElements,
  listsOf,
  replaceElements,
  sameIdentity,
} from './patchedLists';
import { PatchConflictError } from './PatchConflictError';
import { serviceAccountOperations } from './serviceAccountOperations';

export {
  DetachImpossibleError,
  detachIntent,
} from 'backstage-plugin-irsa-node';
export { PatchConflictError } from './PatchConflictError';
export { templateDigest } from '../world/podTemplate';
export type { WorkloadObject } from '../world/podTemplate';

/**
 * One RFC 6902 patch that carries out the intent. Guarded by `test` on resourceVersion and on every removed element.
 * Elements that are gone already are left out; `[]` when nothing is left to do. Throws PatchConflictError.
 */
export function buildDetachPatch(
  workload: WorkloadObject,
  intent: DetachIntent,
): JsonPatchOperation[] {
  const spec = podSpec(workload);
  const operations: JsonPatchOperation[] = [];
  for (const list of listsOf(workload, intent)) {
    const claimed = new Set<number>();
    for (const { element } of list.removed) {
      const index = list.current.findIndex(
        (candidate, at) => !claimed.has(at) && sameJson(candidate, element),
      );
      if (index >= 0) {
        claimed.add(index);
      } else if (
        list.current.some(
          (candidate, at) =>
            !claimed.has(at) && sameIdentity(list.field, candidate, element),
        )
      ) {
        throw conflict(list.label, element);
      }
    }
    const missing = list.added.filter(variable => {
      const present = list.current.find(
        (candidate, at) => !claimed.has(at) && candidate.name === variable.name,
      );
      return present === undefined;
    });
    operations.push(...replaceElements(list, claimed, missing));
  }
  const wanted = intent.serviceAccountName?.to;
  if (wanted !== undefined && spec.serviceAccountName !== wanted) {
    operations.push(
      ...serviceAccountOperations(
        workload,
        intent.serviceAccountName?.from,
        wanted,
      ),
    );
  }
  return guarded(workload, operations);
}

/** Whether everything that the intent removes is gone and everything that it adds is there. */
export function isDetached(
  workload: WorkloadObject,
  intent: DetachIntent,
): boolean {
  const wanted = intent.serviceAccountName?.to;
  return (
    (wanted === undefined || podSpec(workload).serviceAccountName === wanted) &&
    listsOf(workload, intent).every(
      list =>
        !list.removed.some(({ element }) =>
          list.current.some(
            candidate =>
              sameIdentity(list.field, candidate, element) &&
              !list.added.some(variable => variable.name === candidate.name),
          ),
        ) &&
        list.added.every(variable =>
          list.current.some(candidate => candidate.name === variable.name),
        ),
    )
  );
}

/**
 * One RFC 6902 patch that restores every element in its old place and removes what was added. Elements that are already
 * restored are left out; `[]` when nothing is left to do. Throws PatchConflictError.
 */
export function buildRestorePatch(
  workload: WorkloadObject,
  intent: DetachIntent,
): JsonPatchOperation[] {
  const spec = podSpec(workload);
  const operations: JsonPatchOperation[] = [];
  for (const list of listsOf(workload, intent)) {
    if (!list.exists) {
      throw new PatchConflictError(
        `${list.label} is not there any more, so the static key cannot be put back into it.`,
      );
    }
    const leaving = new Set(
      list.current.flatMap((candidate, at) =>
        list.added.some(variable => variable.name === candidate.name) &&
        !list.removed.some(({ element }) => sameJson(element, candidate))
          ? [at]
          : [],
      ),
    );
    const claimed = new Set<number>();
    const missing = list.removed.filter(({ element }) => {
      const index = list.current.findIndex(
        (candidate, at) => !claimed.has(at) && sameJson(candidate, element),
      );
      if (index >= 0) {
        claimed.add(index);
        return false;
      }
      if (
        list.current.some(
          (candidate, at) =>
            !leaving.has(at) &&
            !claimed.has(at) &&
            sameIdentity(list.field, candidate, element),
        )
      ) {
        throw conflict(list.label, element);
      }
      return true;
    });
    operations.push(...insertElements(list, leaving, missing));
  }
  const account = intent.serviceAccountName;
  if (account && spec.serviceAccountName !== account.from) {
    if (spec.serviceAccountName !== account.to) {
      throw new PatchConflictError(
        `The ServiceAccount is ${
          spec.serviceAccountName ?? 'default'
        }, neither ${account.to} nor ${account.from ?? 'absent'}.`,
      );
    }
    operations.push(
      ...serviceAccountOperations(workload, account.to, account.from),
    );
  }
  return guarded(workload, operations);
}

/** Whether every removed element is restored and no added one is left. */
export function isRestored(
  workload: WorkloadObject,
  intent: DetachIntent,
): boolean {
  const account = intent.serviceAccountName;
  return (
    (account === undefined ||
      podSpec(workload).serviceAccountName === account.from) &&
    listsOf(workload, intent).every(
      list =>
        list.removed.every(({ element }) =>
          list.current.some(candidate => sameJson(candidate, element)),
        ) &&
        !list.added.some(variable =>
          list.current.some(
            candidate =>
              candidate.name === variable.name &&
              !list.removed.some(({ element }) => sameJson(element, candidate)),
          ),
        ),
    )
  );
}

/** Applies a patch to a copy. Throws PatchConflictError when a `test` fails or a path does not exist. */
export function applyPatch<T>(object: T, operations: JsonPatchOperation[]): T {
  try {
    return applyJsonPatch(
      structuredClone(object),
      structuredClone(operations) as Operation[],
      true,
    ).newDocument;
  } catch (error) {
    throw new PatchConflictError(
      `The change does not fit the workload as it is now: ${
        error instanceof Error ? error.name : 'unknown error'
      }.`,
    );
  }
}

function guarded(
  workload: WorkloadObject,
  operations: JsonPatchOperation[],
): JsonPatchOperation[] {
  const resourceVersion = workload.metadata?.resourceVersion;
  return operations.length === 0 || resourceVersion === undefined
    ? operations
    : [
        {
          op: 'test',
          path: '/metadata/resourceVersion',
          value: resourceVersion,
        },
        ...operations,
      ];
}
