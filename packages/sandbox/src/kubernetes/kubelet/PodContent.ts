import { ControllerContext } from '../controllers/ControllerContext';
import { valueAt } from '../json';
import { DataObject, Pod } from '../types';

/** A Pod refers to an object that does not exist. The kubelet waits for it. */
export class MissingReference extends Error {}

/** Reads the objects that a Pod refers to: Secrets, ConfigMaps, and fields of the Pod itself. */
export class PodContent {
  constructor(
    private readonly context: ControllerContext,
    private readonly pod: Pod,
  ) {}

  /** Data of a Secret or ConfigMap as text by key; undefined when it is optional and absent. */
  data(
    plural: 'secrets' | 'configmaps',
    name: string,
    optional?: boolean,
  ): Record<string, string> | undefined {
    const object = this.context.find<DataObject>(
      plural,
      this.pod.metadata.namespace,
      name,
    );
    if (!object) {
      if (optional) {
        return undefined;
      }
      const kind = plural === 'secrets' ? 'secret' : 'configmap';
      throw new MissingReference(`${kind} "${name}" not found`);
    }
    const decode = (values: Record<string, string> = {}) =>
      Object.fromEntries(
        Object.entries(values).map(([key, value]) => [
          key,
          Buffer.from(value, 'base64').toString(),
        ]),
      );
    return plural === 'secrets'
      ? decode(object.data)
      : { ...object.data, ...decode(object.binaryData) };
  }

  /** One key of a Secret or ConfigMap; undefined when it is optional and absent. */
  key(
    plural: 'secrets' | 'configmaps',
    reference: { name: string; key: string; optional?: boolean },
  ): string | undefined {
    const { name, key, optional } = reference;
    const value = this.data(plural, name, optional)?.[key];
    if (value === undefined && !optional) {
      const kind = plural === 'secrets' ? 'Secret' : 'ConfigMap';
      throw new MissingReference(
        `couldn't find key ${key} in ${kind} ${this.pod.metadata.namespace}/${name}`,
      );
    }
    return value;
  }

  /** Resolves a `fieldPath` of the downward API. */
  field(path: string): string {
    const keyed = /^metadata\.(labels|annotations)\['([^']*)'\]$/.exec(path);
    if (keyed) {
      const map = this.pod.metadata[keyed[1] as 'labels' | 'annotations'];
      return map?.[keyed[2]] ?? '';
    }
    if (path === 'metadata.labels' || path === 'metadata.annotations') {
      const map = this.pod.metadata[path.slice(9) as 'labels' | 'annotations'];
      return Object.entries(map ?? {})
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, value]) => `${key}=${JSON.stringify(value)}`)
        .join('\n');
    }
    return String(valueAt(this.pod, path.split('.')) ?? '');
  }

  resource(containerName: string, resource: string): string {
    const [kind, name] = resource.split(/\.(.*)/);
    const container = this.pod.spec.containers.find(
      candidate => candidate.name === containerName,
    );
    const amounts =
      kind === 'limits'
        ? container?.resources?.limits
        : container?.resources?.requests;
    return quantity(amounts?.[name]);
  }
}

const UNITS: Record<string, number> = {
  m: 0.001,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  Ki: 1024,
  Mi: 1024 ** 2,
  Gi: 1024 ** 3,
  Ti: 1024 ** 4,
};

/** A quantity with divisor 1: bytes, or cores rounded up. */
function quantity(text: string | undefined): string {
  const match = /^([\d.]+)([a-zA-Z]*)$/.exec(text ?? '');
  if (!match) {
    return '0';
  }
  return String(Math.ceil(Number(match[1]) * (UNITS[match[2]] ?? 1)));
}
