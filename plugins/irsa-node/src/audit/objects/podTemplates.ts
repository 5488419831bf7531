import { KubernetesObject } from '../types';
import {
  containersOf,
  csiOf,
  driverSecretOf,
  driverSettingsOf,
  nodeFolderOf,
  volumesOf,
} from './podParts';
import { PodTemplate } from './PodTemplate';
import { Fields, isRecord, recordsOf, textOf } from './records';

const LISTS = ['containers', 'initContainers', 'ephemeralContainers'];
/** Kinds that make no Pods. */
const LEFT_OUT = new Set(['status', 'metadata', 'managedFields']);
const DEPTH = 10;

/**
 * Every PodSpec in an object, also of kinds that are not known: whatever has `containers` is one; Argo's single
 * `container` and `script`, Tekton's `steps`, and parts with an `env` or `envFrom` of their own count as a container.
 */
export function podTemplatesOf(object: KubernetesObject): PodTemplate[] {
  const found: PodTemplate[] = [];
  for (const [field, value] of Object.entries(object)) {
    if (!LEFT_OUT.has(field)) {
      search(value, field, object, found, 0);
    }
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
  if (depth > DEPTH) {
    return;
  }
  if (Array.isArray(value)) {
    value.forEach((each, at) =>
      search(each, `${path}[${at}]`, value, found, depth + 1),
    );
    return;
  }
  if (!isRecord(value)) {
    return;
  }
  if (isPodSpec(value)) {
    found.push(toTemplate(value, path, parent));
    // Operators keep other parts beside a PodSpec, which are searched too.
    for (const [field, inside] of Object.entries(value)) {
      if (!LISTS.includes(field) && field !== 'volumes') {
        search(inside, `${path}.${field}`, value, found, depth + 1);
      }
    }
    return;
  }
  if (isContainer(value)) {
    found.push(toTemplate({ containers: [value] }, path, parent, () => ''));
    return;
  }
  for (const field of variableLists(value)) {
    const env = variablesOf(value[field]);
    const container = { name: value.name, env };
    const template = toTemplate(
      { containers: [container] },
      path,
      parent,
      () => '',
    );
    template.spec.containers[0].envField = field;
    found.push(template);
  }
  for (const [field, inside] of Object.entries(value)) {
    if (field === 'steps' && recordsOf(inside).some(isStep)) {
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

/** A step of Tekton may have a script only, or mount a volume. */
function isStep(value: Fields): boolean {
  return (
    isContainer(value) ||
    ('image' in value &&
      (typeof value.script === 'string' || Array.isArray(value.volumeMounts)))
  );
}

/** `extraEnv`, `environmentVariables` and the like in values of charts and in custom resources: lists of variables that come from Secrets. */
function variableLists(value: Fields): string[] {
  return Object.keys(value).filter(
    field =>
      /env/i.test(field) &&
      variablesOf(value[field]).some(
        ({ name, valueFrom }) =>
          typeof name === 'string' &&
          isRecord(valueFrom) &&
          (isRecord(valueFrom.secretKeyRef) ||
            isRecord(valueFrom.configMapKeyRef)),
      ),
  );
}

/** A list of variables, or a map of them by their names. */
function variablesOf(value: unknown): Fields[] {
  return isRecord(value)
    ? Object.entries(value).flatMap(([name, given]) => variableOf(name, given))
    : recordsOf(value);
}

/**
 * The selector itself (`envSecretKeyRefs` of Spark), what a variable has beside its name ({@link
 * https://bjw-s-labs.github.io/helm-charts/docs/common-library/}), or a text.
 */
function variableOf(name: string, given: unknown): Fields[] {
  if (!isRecord(given)) {
    return typeof given === 'string' ? [{ name, value: given }] : [];
  }
  if (textOf(given.name) && textOf(given.key)) {
    return [{ name, valueFrom: { secretKeyRef: given } }];
  }
  if (isRecord(given.secretKeyRef) || isRecord(given.configMapKeyRef)) {
    return [{ name, valueFrom: given }];
  }
  return 'valueFrom' in given || 'value' in given ? [{ name, ...given }] : [];
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
      nodeFolders: recordsOf(spec.volumes).flatMap(nodeFolderOf),
      driverSecrets: recordsOf(spec.volumes).flatMap(driverSecretOf),
      driverSettings: recordsOf(spec.volumes).flatMap(driverSettingsOf),
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
