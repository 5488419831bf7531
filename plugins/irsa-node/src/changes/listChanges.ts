import { kindOf } from '../kubernetes/kinds';
import { Json, listOf } from './detach/podFields';
import { DetachIntent, RemovedElement } from './detach/types';
import { ChangeImpossibleError } from './types';

/** The PodSpec of an object, and the fields that lead there. */
export function podSpecPath(kind: string): readonly string[] {
  return [...(kindOf(kind)?.template ?? []), 'spec'];
}

const LISTS = ['initContainers', 'containers'] as const;

/** Indexes of the elements that go. Throws where one is not there. */
function removedFrom(
  list: readonly Json[],
  name: RemovedElement['list'],
  gone: readonly RemovedElement[],
  where: string,
  file: string,
): number[] {
  return gone.map(({ element }) => {
    const at = list.findIndex(
      each => elementIdentity(name, each) === elementIdentity(name, element),
    );
    if (at < 0) {
      throw new ChangeImpossibleError(
        'different',
        `${where} has no ${name} ${elementIdentity(
          name,
          element,
        )} in the file, so the file is not what runs. Compare them first.`,
        { path: file },
      );
    }
    return at;
  });
}

/** What makes an element of a list the same one in a file and in the cluster, which adds defaults. */
export function elementIdentity(
  list: RemovedElement['list'],
  element: Json,
): string {
  const nameOf = (reference: unknown) =>
    String((reference as Json | undefined)?.name ?? '');
  switch (list) {
    case 'envFrom':
      return element.configMapRef
        ? `ConfigMap ${nameOf(element.configMapRef)}${element.prefix ?? ''}`
        : `Secret ${nameOf(element.secretRef)}${element.prefix ?? ''}`;
    case 'volumeMounts':
      return `${element.name} at ${element.mountPath}`;
    default:
      return String(element.name);
  }
}

export interface ListChange {
  /** The field of the container, or of the Pod. */
  list: RemovedElement['list'];
  /** Undefined for lists of the Pod. */
  container?: { field: (typeof LISTS)[number]; index: number };
  removed: number[];
  added: Json[];
}

/** The lists that change, by what the object says. */
export function listChanges(
  spec: Json,
  { removed, added }: DetachIntent,
  file: string,
): ListChange[] {
  const changes: ListChange[] = [];
  const volumes = removed.filter(({ list }) => list === 'volumes');
  if (volumes.length > 0) {
    changes.push({
      list: 'volumes',
      removed: removedFrom(
        listOf(spec, 'volumes'),
        'volumes',
        volumes,
        'The Pod',
        file,
      ),
      added: [],
    });
  }
  for (const field of LISTS) {
    const type = field === 'containers' ? 'container' : 'init';
    listOf(spec, field).forEach((container, index) => {
      for (const list of ['env', 'envFrom', 'volumeMounts'] as const) {
        const here = (each: { container?: string; containerType?: string }) =>
          each.container === container.name && each.containerType === type;
        const gone = removed.filter(each => each.list === list && here(each));
        const more = list === 'env' ? added.filter(here) : [];
        if (gone.length > 0 || more.length > 0) {
          changes.push({
            list,
            container: { field, index },
            removed: removedFrom(
              listOf(container, list),
              list,
              gone,
              `Container ${container.name}`,
              file,
            ),
            added: more.map(({ variable }) => variable),
          });
        }
      }
    });
  }
  return changes;
}

/** What the object is after the change. Changes the given one. */
export function detached(object: Json, intent: DetachIntent): Json {
  const spec = podSpecPath(String(object.kind)).reduce<Json>(
    (node, step) => (node?.[step] ?? {}) as Json,
    object,
  );
  for (const { list, container, removed, added } of listChanges(
    spec,
    intent,
    '',
  )) {
    const owner = container
      ? listOf(spec, container.field)[container.index]
      : spec;
    const left = [
      ...listOf(owner, list).filter((_, at) => !removed.includes(at)),
      ...added,
    ];
    if (left.length > 0) {
      owner[list] = left;
    } else {
      delete owner[list];
    }
  }
  const { serviceAccountName } = intent;
  if (serviceAccountName) {
    spec.serviceAccountName = serviceAccountName.to;
    if (spec.serviceAccount !== undefined) {
      spec.serviceAccount = serviceAccountName.to;
    }
  }
  return object;
}

/** What an object is with these annotations. Changes the given one. */
export function annotated(
  object: Json,
  annotations: Record<string, string>,
): Json {
  const metadata = (object.metadata ?? {}) as Json;
  metadata.annotations = { ...(metadata.annotations as Json), ...annotations };
  return object;
}
