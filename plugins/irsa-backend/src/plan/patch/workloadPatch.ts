import { applyPatch as applyJsonPatch, Operation } from 'fast-json-patch';
import { sameJson } from '../../shared/canonicalJson';
import {
  containerField,
  containersOf,
  ContainerType,
  Json,
  listOf,
  podSpec,
  templatePath,
  WorkloadObject,
} from '../world/podTemplate';
import { DetachIntent, JsonPatchOperation, RemovedElement } from '../types';

export { detachIntent, DetachImpossibleError } from './detachIntent';
export { templateDigest } from '../world/podTemplate';
export type { WorkloadObject } from '../world/podTemplate';

/** The workload is neither in the old nor in the new state: somebody else has changed what the patch changes. */
export class PatchConflictError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'PatchConflictError';
  }
}

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
      `The patch does not fit: ${
        error instanceof Error ? error.name : 'unknown error'
      }.`,
    );
  }
}

interface PatchedList {
  field: RemovedElement['list'];
  /** For people. */
  label: string;
  path: string;
  current: Json[];
  /** Whether the container is there. */
  exists: boolean;
  removed: RemovedElement[];
  added: Json[];
}

/** The lists of the Pod template that the intent changes, in a fixed order. */
function listsOf(
  workload: WorkloadObject,
  intent: DetachIntent,
): PatchedList[] {
  const spec = podSpec(workload);
  const root = `${templatePath(workload)}/spec`;
  const lists = new Map<string, PatchedList>();
  const find = (
    field: RemovedElement['list'],
    container?: string,
    type: ContainerType = 'container',
  ): PatchedList => {
    const id = [field, type, container ?? ''].join('/');
    const known = lists.get(id);
    if (known) {
      return known;
    }
    const entry = containersOf(spec).find(
      candidate =>
        candidate.type === type && candidate.container.name === container,
    );
    const isPodList = container === undefined;
    const list: PatchedList = {
      field,
      label: isPodList ? 'The Pod template' : `Container ${container}`,
      path: isPodList
        ? `${root}/${field}`
        : `${root}/${containerField(type)}/${entry?.index ?? 0}/${field}`,
      current: listOf(isPodList ? spec : entry?.container, field),
      exists: isPodList || entry !== undefined,
      removed: [],
      added: [],
    };
    lists.set(id, list);
    return list;
  };
  for (const element of intent.removed) {
    find(element.list, element.container, element.containerType).removed.push(
      element,
    );
  }
  for (const { container, containerType, variable } of intent.added) {
    find('env', container, containerType).added.push(variable);
  }
  return [...lists.values()];
}

function replaceElements(
  list: PatchedList,
  leaving: Set<number>,
  arriving: Json[],
): JsonPatchOperation[] {
  const operations = removeElements(list, leaving, arriving.length > 0);
  if (arriving.length === 0 || !list.exists) {
    return operations;
  }
  return [
    ...operations,
    ...(list.current.length === 0
      ? [{ op: 'add' as const, path: list.path, value: [] }]
      : []),
    ...arriving.map(value => ({
      op: 'add' as const,
      path: `${list.path}/-`,
      value,
    })),
  ];
}

function insertElements(
  list: PatchedList,
  leaving: Set<number>,
  arriving: RemovedElement[],
): JsonPatchOperation[] {
  const operations = removeElements(list, leaving, arriving.length > 0);
  if (arriving.length === 0) {
    return operations;
  }
  let length = list.current.length - leaving.size;
  return [
    ...operations,
    ...(list.current.length === 0
      ? [{ op: 'add' as const, path: list.path, value: [] }]
      : []),
    ...[...arriving]
      .sort((left, right) => left.index - right.index)
      .map(({ index, element }) => ({
        op: 'add' as const,
        path: `${list.path}/${Math.min(index, length++)}`,
        value: element,
      })),
  ];
}

/**
 * From the last to the first, so that no index shifts. A list that would be empty is removed, because the API server
 * never keeps an empty one.
 */
function removeElements(
  list: PatchedList,
  leaving: Set<number>,
  keepsList: boolean,
): JsonPatchOperation[] {
  const indexes = [...leaving].sort((left, right) => right - left);
  const tests = indexes.map(index => ({
    op: 'test' as const,
    path: `${list.path}/${index}`,
    value: list.current[index],
  }));
  if (leaving.size > 0 && leaving.size === list.current.length && !keepsList) {
    return [...tests, { op: 'remove', path: list.path }];
  }
  return indexes.flatMap((index, at) => [
    tests[at],
    { op: 'remove' as const, path: `${list.path}/${index}` },
  ]);
}

/**
 * The API server serves the deprecated `serviceAccount` beside `serviceAccountName` and reads it when that is absent,
 * so both must change.
 */
function serviceAccountOperations(
  workload: WorkloadObject,
  from: string | undefined,
  to: string | undefined,
): JsonPatchOperation[] {
  const spec = podSpec(workload);
  const root = `${templatePath(workload)}/spec`;
  const present = spec.serviceAccountName as string | undefined;
  if (present !== from) {
    throw new PatchConflictError(
      `The ServiceAccount is ${present ?? 'default'} and not ${
        from ?? 'absent'
      }.`,
    );
  }
  return ['serviceAccountName', 'serviceAccount'].flatMap<JsonPatchOperation>(
    field => {
      const path = `${root}/${field}`;
      const value = spec[field];
      if (value === undefined) {
        return field === 'serviceAccountName' && to !== undefined
          ? [{ op: 'add' as const, path, value: to }]
          : [];
      }
      return [
        { op: 'test' as const, path, value },
        to === undefined
          ? { op: 'remove' as const, path }
          : { op: 'replace' as const, path, value: to },
      ];
    },
  );
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

/** Whether two elements have the same identity, even if their content differs. */
function sameIdentity(
  field: RemovedElement['list'],
  left: Json,
  right: Json,
): boolean {
  switch (field) {
    case 'envFrom':
      return sameJson(
        [left.prefix, sourceName(left)],
        [right.prefix, sourceName(right)],
      );
    case 'volumeMounts':
      return left.name === right.name && left.mountPath === right.mountPath;
    default:
      return left.name === right.name;
  }
}

function sourceName(element: Json): string {
  const kind = element.configMapRef ? 'configMapRef' : 'secretRef';
  return `${kind}/${(element[kind] as Json | undefined)?.name ?? ''}`;
}

function conflict(label: string, element: Json): PatchConflictError {
  return new PatchConflictError(
    `${label}: ${
      element.name ?? sourceName(element)
    } is there, but not as it was when the plan was made.`,
  );
}
