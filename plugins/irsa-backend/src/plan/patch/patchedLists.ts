import { elementIdentity } from 'backstage-plugin-irsa-node';
import { DetachIntent, JsonPatchOperation, RemovedElement } from '../types';
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
import { PatchConflictError } from './PatchConflictError';

/** A list of the Pod template that an intent changes. */
export interface PatchedList {
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
export function listsOf(
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

export function replaceElements(
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

export function insertElements(
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

/** Whether two elements have the same identity, even if their content differs. */
export function sameIdentity(
  field: RemovedElement['list'],
  left: Json,
  right: Json,
): boolean {
  return elementIdentity(field, left) === elementIdentity(field, right);
}

function sourceName(element: Json): string {
  const kind = element.configMapRef ? 'configMapRef' : 'secretRef';
  return `${kind}/${(element[kind] as Json | undefined)?.name ?? ''}`;
}

export function conflict(label: string, element: Json): PatchConflictError {
  return new PatchConflictError(
    `${label}: ${
      element.name ?? sourceName(element)
    } is there, but not as it was when the plan was made.`,
  );
}
