import { Fields, isRecord, textOf } from './records';

/** A field of a resource that names a ConfigMap with settings in it. */
export interface ConfigMapField {
  name: string;
  namespace?: string;
  /** The one data key that it takes; absent: all of them. */
  key?: string;
  path: string;
}

const LEFT_OUT = new Set(['status', 'metadata', 'apiVersion', 'kind']);
/** Of Pods, whose variables and volumes are read where the Pods are. */
const OF_PODS = new Set([
  'volumes',
  'env',
  'envFrom',
  'valueFrom',
  'initContainers',
  'containers',
  'ephemeralContainers',
]);
/** A selector of one data key: https://fleet.rancher.io/ref-fleet-yaml, `helm.valuesFrom`. */
const SELECTOR = 'configMapKeyRef';
const DEPTH = 20;

/**
 * Every field of a resource that takes settings from a ConfigMap, by its kind or as a selector: values of a chart, and variables
 * that are filled into manifests. Pure.
 */
export function configMapFieldsOf(resource: unknown): ConfigMapField[] {
  const found: ConfigMapField[] = [];
  const search = (value: unknown, path: string, depth: number): void => {
    if (depth > DEPTH) {
      return;
    }
    if (Array.isArray(value)) {
      value.forEach((each, at) => search(each, `${path}[${at}]`, depth + 1));
      return;
    }
    if (!isRecord(value)) {
      return;
    }
    if (value.kind === 'ConfigMap' && isNoManifest(value)) {
      add(found, value, path);
    }
    for (const [field, inside] of Object.entries(value)) {
      if (OF_PODS.has(field) || (depth === 0 && LEFT_OUT.has(field))) {
        continue;
      }
      const at = path ? `${path}.${field}` : field;
      if (field === SELECTOR && isRecord(inside)) {
        add(found, inside, at);
      }
      search(inside, at, depth + 1);
    }
  };
  search(resource, '', 0);
  return found;
}

/** An object that is written in the resource has data of its own. */
function isNoManifest({ data, metadata }: Fields): boolean {
  return data === undefined && metadata === undefined;
}

function add(found: ConfigMapField[], record: Fields, path: string): void {
  const name = textOf(record.name);
  const key = textOf(record.valuesKey ?? record.key);
  const namespace = textOf(record.namespace);
  if (name) {
    found.push({
      name,
      ...(namespace ? { namespace } : {}),
      ...(key ? { key } : {}),
      path,
    });
  }
}
