import { madeSecretsOf } from '../objects/secretMakers';
import { Fields, isRecord, textOf } from '../objects/records';
import { toFinding } from '../toFinding';
import { AuditFinding, AuditWorld, KubernetesObject } from '../types';
import { hostKind, isStoreEndpointName } from '../values/endpoints';
import { judgeStored } from './storedObjects';

/** What has Pods or data, and names Secrets in fields that are all known. */
const BUILT_IN = /^(v1|apps\/.*|batch\/.*|extensions\/.*)$/;
/** Of those groups, kinds that name a Secret for another purpose than Pods. */
const VOLUMES = new Set(['PersistentVolume']);
/** `secret`, `secretName`, `existingSecret`, `credentialsSecretRef`, `object_storage_s3_secret`, `csi.storage.k8s.io/node-stage-secret-name`. */
const REFERENCE =
  /(^|[a-z\d_.\/-])secrets?([_.-]?(name|ref|refs|ref[_-]?name|reference|key[_-]?ref|selector))?$/i;
/** Fields about what a Secret is called, and not about one. */
const NAMESPACE_FIELD = /secret[_.-]?namespace$/i;
/** A name that Kubernetes allows. */
const OBJECT_NAME = /^[a-z\d]([a-z\d.-]{0,251}[a-z\d])?$/;
const LEFT_OUT = new Set(['status', 'metadata', 'apiVersion', 'kind']);
const ENDPOINT_BESIDE = /^(endpoint|s3[_-]?endpoint|host|url|server)$/i;
const DEPTH = 20;

/** Whether a field of this name can name a Secret. */
export function isSecretReference(field: string): boolean {
  return REFERENCE.test(field);
}

interface Reference {
  name: string;
  namespace?: string;
  path: string;
  /** The records around it, the nearest first. */
  around: readonly Fields[];
}

/**
 * Secrets with an access key in them that a resource of any kind names, in a field that is called like a reference to a
 * Secret. Nothing is said of a Secret that is not known, or that holds no key.
 *
 * @param shown - findings of the object so far, whose Secrets were judged by a better rule
 */
export function auditSecretReferences(
  object: KubernetesObject,
  shown: readonly AuditFinding[],
  world: AuditWorld,
): AuditFinding[] {
  const version = object.apiVersion ?? 'v1';
  if (BUILT_IN.test(version) && !VOLUMES.has(object.kind ?? '')) {
    return [];
  }
  const done = new Set([
    ...shown.map(({ objectName }) => objectName),
    ...madeSecretsOf(object).map(({ name }) => name),
  ]);
  return referencesIn(object).flatMap(({ name, path, around, ...ref }) => {
    if (done.has(name)) {
      return [];
    }
    done.add(name);
    const namespace =
      ref.namespace ??
      (object.metadata?.namespace || world.namespaceOf('Secret', name));
    const data = world.dataOf('Secret', namespace, name);
    if (!data) {
      return [];
    }
    return judgeStored(
      {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: {
          name,
          namespace,
          ...world.marksOf?.('Secret', namespace, name),
        },
      },
      data,
      endpointAround(around),
    ).map(found =>
      toFinding(object, {
        ...found,
        path,
        objectNamespace:
          (namespace ?? '') === (object.metadata?.namespace ?? '')
            ? undefined
            : namespace,
        why: `${
          object.kind
        } names it: ${found.why[0].toLowerCase()}${found.why.slice(1)}`,
      }),
    );
  });
}

function referencesIn(object: KubernetesObject): Reference[] {
  const found: Reference[] = [];
  const search = (
    value: unknown,
    path: string,
    around: readonly Fields[],
  ): void => {
    if (around.length > DEPTH) {
      return;
    }
    if (Array.isArray(value)) {
      value.forEach((each, at) => search(each, `${path}[${at}]`, around));
      return;
    }
    if (!isRecord(value)) {
      return;
    }
    const records = [value, ...around];
    if (value.kind === 'Secret' && OBJECT_NAME.test(textOf(value.name))) {
      found.push({ ...namedBy(value), path, around: records });
    }
    for (const [field, inside] of Object.entries(value)) {
      if (around.length === 0 && LEFT_OUT.has(field)) {
        continue;
      }
      const at = path ? `${path}.${field}` : field;
      if (isSecretReference(field)) {
        for (const each of Array.isArray(inside) ? inside : [inside]) {
          const reference = isRecord(each)
            ? namedBy(each)
            : { name: textOf(each), namespace: namespaceBeside(value, field) };
          if (OBJECT_NAME.test(reference.name)) {
            found.push({ ...reference, path: at, around: records });
          }
        }
      }
      search(inside, at, records);
    }
  };
  search(object, '', []);
  return found;
}

function namedBy(record: Fields): { name: string; namespace?: string } {
  return {
    name: textOf(record.name ?? record.secretName),
    namespace: textOf(record.namespace) || undefined,
  };
}

/** `…/node-stage-secret-namespace` beside `…/node-stage-secret-name`. */
function namespaceBeside(record: Fields, field: string): string | undefined {
  const beginning = field.replace(/name$/i, '');
  const [, found] =
    Object.entries(record).find(
      ([name]) => NAMESPACE_FIELD.test(name) && name.startsWith(beginning),
    ) ?? [];
  return textOf(found) || undefined;
}

/** The nearest address of a store. */
function endpointAround(
  around: readonly Fields[],
): { kind: 'aws' | 'other'; name: string } | undefined {
  for (const record of around) {
    for (const [name, value] of Object.entries(record)) {
      const kind =
        isStoreEndpointName(name) || ENDPOINT_BESIDE.test(name)
          ? hostKind(textOf(value))
          : undefined;
      if (kind) {
        return { kind, name };
      }
    }
  }
  return undefined;
}
