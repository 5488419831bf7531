import { isMap, isSeq, YAMLMap } from 'yaml';
import { KubernetesObject } from '../../audit/types';
import { Json, listOf } from '../detach/podFields';
import { RemovedElement } from '../detach/types';
import { podSpecPath } from '../listChanges';
import { Splices } from '../Splices';
import { ManifestFile } from '../yaml/ManifestFile';
import { TextEditor } from '../yaml/TextEditor';

/** What is left of a patch, and which elements it brought. */
export interface EditedPatch {
  /** Undefined where nothing is left of it. */
  content?: string;
  gone: RemovedElement[];
}

type IsSame = (written: Json, removed: RemovedElement) => boolean;

/** A list of the Pod, or of one of its containers, that an operation adds to. */
interface Place {
  list: string;
  container?: { type: 'container' | 'init'; name: string };
  /** Whether it adds one element, and not the list. */
  isElement: boolean;
}

/**
 * Takes the operations of a JSON 6902 patch out that add what goes, or what goes out of the lists that they write. Pure. Whether that is
 * right, since other operations may count places of lists, only a rendering tells.
 *
 * https://datatracker.ietf.org/doc/html/rfc6902
 *
 * @param base - the workload as its file writes it
 * @returns undefined when it brings nothing that goes
 */
export function editOperations(
  content: string,
  removed: readonly RemovedElement[],
  base: KubernetesObject,
  isSame: IsSame,
): EditedPatch | undefined {
  const [document] = new ManifestFile('', content).documents;
  const list = document?.contents;
  if (!isSeq(list)) {
    return undefined;
  }
  const splices = new Splices(content);
  const editor = new TextEditor(splices);
  const gone = new Set<RemovedElement>();
  const without: number[] = [];
  list.items.forEach((item, at) => {
    const operation = isMap(item) ? (item.toJS(document) as Json) : {};
    const place = /^(add|replace)$/.test(String(operation.op))
      ? placeOf(String(operation.path), base)
      : undefined;
    if (!place) {
      return;
    }
    const here = removed.filter(each => isIn(each, place));
    const values = (
      place.isElement ? [operation.value] : operation.value
    ) as Json[];
    const matches = (Array.isArray(values) ? values : []).map(value =>
      here.find(each => isSame(value ?? {}, each)),
    );
    matches.forEach(each => each && gone.add(each));
    const out = matches.flatMap((each, index) => (each ? [index] : []));
    if (out.length > 0 && out.length === matches.length) {
      without.push(at);
    } else if (out.length > 0) {
      editor.changeList(item as YAMLMap, 'value', out, []);
    }
  });
  if (gone.size === 0) {
    return undefined;
  }
  if (without.length === list.items.length) {
    return { gone: [...gone] };
  }
  editor.removeItems(list, without);
  return { content: splices.result(), gone: [...gone] };
}

function isIn(
  { list, container, containerType }: RemovedElement,
  place: Place,
): boolean {
  return (
    list === place.list &&
    container === place.container?.name &&
    (place.container === undefined || containerType === place.container.type)
  );
}

function placeOf(pointer: string, base: KubernetesObject): Place | undefined {
  const steps = pointer
    .split('/')
    .slice(1)
    .map(step => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  const above = podSpecPath(String(base.kind));
  if (!above.every((step, at) => steps[at] === step)) {
    return undefined;
  }
  const [field, index, ...rest] = steps.slice(above.length);
  if (field === 'volumes') {
    return rest.length === 0
      ? { list: field, isElement: index !== undefined }
      : undefined;
  }
  if (!/^(initContainers|containers)$/.test(field)) {
    return undefined;
  }
  const spec = above.reduce<Json>(
    (node, step) => (node?.[step] ?? {}) as Json,
    base,
  );
  const name = listOf(spec, field)[Number(index)]?.name;
  const [list, element, ...more] = rest;
  return list === undefined || name === undefined || more.length > 0
    ? undefined
    : {
        list,
        container: {
          type: field === 'containers' ? 'container' : 'init',
          name: String(name),
        },
        isElement: element !== undefined,
      };
}
