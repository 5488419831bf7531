import { PodContainer, PodSpec } from '../../detect/types';
import { KubernetesObject } from '../types';
import { Fields, isRecord, recordsOf, textOf, textsOf } from './records';

/** Pods that an object makes: their spec, its path in the object, annotations and labels of the template. */
export interface PodTemplate {
  spec: AuditedPodSpec;
  path: string;
  annotations: Record<string, string>;
  labels: Record<string, string>;
}

export type AuditedContainer = PodContainer & {
  type: ContainerType;
  /** Path from the PodSpec. */
  path: string;
  /** Command, arguments, and what hooks and probes run or send. */
  words: string[];
};

export interface AuditedPodSpec extends PodSpec {
  containers: AuditedContainer[];
  csiVolumes: { name: string; secretProviderClass: string }[];
}

export type ContainerType = 'container' | 'init' | 'ephemeral';

const LISTS = ['containers', 'initContainers', 'ephemeralContainers'];
/** Nothing in these makes Pods. */
const LEFT_OUT = new Set(['status', 'metadata', 'managedFields']);
const DEPTH = 10;

/**
 * Every PodSpec in an object, also of kinds that are not known: whatever has `containers` is one; Argo's single
 * `container` and `script`, Tekton's `steps`, and parts with an `env` or `envFrom` of their own count as a container.
 */
export function podTemplatesOf(object: KubernetesObject): PodTemplate[] {
  const found: PodTemplate[] = [];
  for (const [field, value] of Object.entries(object)) {
    if (!LEFT_OUT.has(field)) search(value, field, object, found, 0);
  }
  return found;
}

function search(
  value: unknown,
  path: string,
  parent: unknown,
  found: PodTemplate[],
  depth: number,
): void {
  if (depth > DEPTH) return;
  if (Array.isArray(value)) {
    value.forEach((each, at) =>
      search(each, `${path}[${at}]`, value, found, depth + 1),
    );
    return;
  }
  if (!isRecord(value)) return;
  if (isPodSpec(value)) {
    found.push(toTemplate(value, path, parent));
    // Operators keep a PodSpec beside other parts; those are looked through as well.
    for (const [field, inside] of Object.entries(value)) {
      if (!LISTS.includes(field) && field !== 'volumes') {
        search(inside, `${path}.${field}`, value, found, depth + 1);
      }
    }
    return;
  }
  if (isContainer(value)) {
    found.push(toTemplate({ containers: [value] }, path, parent, () => path));
    return;
  }
  for (const [field, inside] of Object.entries(value)) {
    if (field === 'steps' && recordsOf(inside).some(isContainer)) {
      found.push(
        toTemplate(
          { ...value, containers: inside },
          path,
          parent,
          at => `steps[${at}]`,
        ),
      );
    } else if (!LEFT_OUT.has(field)) {
      search(inside, `${path}.${field}`, value, found, depth + 1);
    }
  }
}

function isPodSpec(value: Fields): boolean {
  return LISTS.some(
    list =>
      Array.isArray(value[list]) &&
      recordsOf(value[list]).some(
        each =>
          'image' in each ||
          'env' in each ||
          'envFrom' in each ||
          'name' in each,
      ),
  );
}

function isContainer(value: Fields): boolean {
  return (
    recordsOf(value.env).some(
      each => 'name' in each && ('value' in each || 'valueFrom' in each),
    ) ||
    recordsOf(value.envFrom).some(
      each => 'secretRef' in each || 'configMapRef' in each,
    ) ||
    ('image' in value && ('command' in value || 'args' in value))
  );
}

function toTemplate(
  spec: Fields,
  path: string,
  parent: unknown,
  placeOf?: (at: number) => string,
): PodTemplate {
  const metadata =
    isRecord(parent) && isRecord(parent.metadata) ? parent.metadata : {};
  return {
    path,
    annotations: textsByName(metadata.annotations),
    labels: textsByName(metadata.labels),
    spec: {
      serviceAccountName: textOf(
        spec.serviceAccountName ?? spec.serviceAccount,
      ),
      containers: containersOf(
        spec.containers,
        placeOf ?? (at => `containers[${at}]`),
        'container',
      ),
      initContainers: containersOf(
        spec.initContainers,
        at => `initContainers[${at}]`,
        'init',
      ),
      ephemeralContainers: containersOf(
        spec.ephemeralContainers,
        at => `ephemeralContainers[${at}]`,
        'ephemeral',
      ),
      volumes: volumesOf(spec.volumes),
      csiVolumes: recordsOf(spec.volumes).flatMap(csiOf),
    },
  };
}

export function textsByName(value: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries(isRecord(value) ? value : {}).map(([name, text]) => [
      name,
      textOf(text),
    ]),
  );
}

function containersOf(
  value: unknown,
  placeOf: (at: number) => string,
  type: ContainerType,
): AuditedContainer[] {
  return (Array.isArray(value) ? value : []).flatMap((container, at) =>
    isRecord(container)
      ? [
          {
            type,
            path: placeOf(at),
            name: textOf(container.name),
            image: textOf(container.image),
            command: textsOf(container.command),
            args: textsOf(container.args),
            env: recordsOf(container.env).map(variable => ({
              name: textOf(variable.name),
              value: 'value' in variable ? textOf(variable.value) : undefined,
              valueFrom: valueFromOf(variable.valueFrom),
            })),
            envFrom: recordsOf(container.envFrom).map(source => ({
              prefix: textOf(source.prefix),
              secretRef: refOf(source.secretRef),
              configMapRef: refOf(source.configMapRef),
            })),
            volumeMounts: recordsOf(container.volumeMounts).map(mount => ({
              name: textOf(mount.name),
              mountPath: textOf(mount.mountPath),
              subPath: textOf(mount.subPath) || undefined,
            })),
            words: wordsOf(container),
          },
        ]
      : [],
  );
}

function valueFromOf(value: unknown) {
  if (!isRecord(value)) return undefined;
  const keyRef = (ref: unknown) =>
    isRecord(ref)
      ? {
          name: textOf(ref.name),
          key: textOf(ref.key),
          optional: ref.optional === true,
        }
      : undefined;
  return {
    secretKeyRef: keyRef(value.secretKeyRef),
    configMapKeyRef: keyRef(value.configMapKeyRef),
  };
}

function refOf(value: unknown) {
  return isRecord(value)
    ? { name: textOf(value.name), optional: value.optional === true }
    : undefined;
}

function itemsOf(value: unknown) {
  return Array.isArray(value)
    ? recordsOf(value).map(({ key, path }) => ({
        key: textOf(key),
        path: textOf(path),
      }))
    : undefined;
}

function volumesOf(value: unknown): PodSpec['volumes'] {
  return recordsOf(value).map(volume => {
    const { secret, configMap, projected } = volume;
    return {
      name: textOf(volume.name),
      secret: isRecord(secret)
        ? {
            secretName: textOf(secret.secretName ?? secret.name),
            items: itemsOf(secret.items),
            optional: secret.optional === true,
          }
        : undefined,
      configMap: withItems(configMap),
      projected: isRecord(projected)
        ? {
            sources: recordsOf(projected.sources).map(source => ({
              secret: withItems(source.secret),
              configMap: withItems(source.configMap),
            })),
          }
        : undefined,
    };
  });
}

function withItems(value: unknown) {
  return isRecord(value)
    ? {
        name: textOf(value.name),
        items: itemsOf(value.items),
        optional: value.optional === true,
      }
    : undefined;
}

function csiOf({ name, csi }: Fields) {
  const attributes = isRecord(csi) ? csi.volumeAttributes : undefined;
  return isRecord(attributes) && textOf(attributes.secretProviderClass)
    ? [
        {
          name: textOf(name),
          secretProviderClass: textOf(attributes.secretProviderClass),
        },
      ]
    : [];
}

/** Lifecycle hooks and probes run commands and send headers. */
function wordsOf(container: Fields): string[] {
  const { lifecycle } = container;
  const handlers = [
    ...(isRecord(lifecycle) ? [lifecycle.postStart, lifecycle.preStop] : []),
    container.livenessProbe,
    container.readinessProbe,
    container.startupProbe,
  ].filter(isRecord);
  return [
    ...textsOf(container.command),
    ...textsOf(container.args),
    textOf(container.source),
    ...handlers.flatMap(({ exec, httpGet }) => [
      ...(isRecord(exec) ? textsOf(exec.command) : []),
      ...(isRecord(httpGet)
        ? [
            textOf(httpGet.path),
            ...recordsOf(httpGet.httpHeaders).map(
              header => `${textOf(header.name)}: ${textOf(header.value)}`,
            ),
          ]
        : []),
    ]),
  ].filter(Boolean);
}
