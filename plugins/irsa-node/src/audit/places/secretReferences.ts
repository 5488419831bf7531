import { madeSecretsOf } from '../objects/secretMakers';
import { namespaceBeside } from '../objects/namespaceBeside';
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
/** `credentials`, `awsAuth`, `accessKeyRef`, `scyllaAgentConfig`: fields that may name a Secret without the word. */
const MAY_NAME_SECRET =
  /cred|auth|aws|s3|(^|[a-z\d_.-])config(uration)?([_.-]?(name|refs?|file))?$|keys?[_.-]?refs?$/i;
/** What such fields name besides. */
const NAMES_OTHERS = /(key|keys|namespace|bucket|region|role|user|account)$/i;
const OF_CONFIG_MAP = /config[_.-]?map/i;
/** A name that Kubernetes allows. */
const OBJECT_NAME = /^[a-z\d]([a-z\d.-]{0,251}[a-z\d])?$/;
const LEFT_OUT = new Set(['status', 'metadata', 'apiVersion', 'kind']);
const ENDPOINT_BESIDE = /^(endpoint|s3[_-]?endpoint|host|url|server)$/i;
const DEPTH = 20;

/** Whether a field of this name can name a Secret. */
export function isSecretReference(field: string): boolean {
  return REFERENCE.test(field);
}

/** Whether a field of this name can name a Secret without the word, when there is one of that name. */
function mayNameSecret(field: string): boolean {
  return (
    MAY_NAME_SECRET.test(field) &&
    !NAMES_OTHERS.test(field) &&
    !OF_CONFIG_MAP.test(field)
  );
}

interface Reference {
  name: string;
  /** Only the field's name suggests it, so that nothing is asked about a Secret that is not there. */
  isGuess?: boolean;
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
  const named = referencesIn(object);
  const surely = named.filter(({ isGuess }) => !isGuess);
  const guessed = named.filter(({ isGuess }) => isGuess);
  return [...surely, ...guessed].flatMap(({ name, path, around, ...ref }) => {
    if (done.has(name)) {
      return [];
    }
    const own = ref.namespace ?? object.metadata?.namespace;
    if (ref.isGuess && !mayBeThere(world, own, name)) {
      return [];
    }
    done.add(name);
    const namespace = own || world.namespaceOf('Secret', name);
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

/** Names of other things are tried too, so it is not asked for what is known not to exist. */
function mayBeThere(
  world: AuditWorld,
  namespace: string | undefined,
  name: string,
): boolean {
  return Boolean(namespace) && !world.isAbsent?.('Secret', namespace, name);
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
    const isOfSecret =
      value.kind === 'Secret' ||
      (value.kind === undefined && isSelector(value) && isOfSecrets(path));
    if (isOfSecret && OBJECT_NAME.test(textOf(value.name))) {
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
      if (!isSecretReference(field) && mayNameSecret(field)) {
        const name = isRecord(inside)
          ? textOf(inside.kind === undefined ? inside.name : undefined)
          : textOf(inside);
        if (OBJECT_NAME.test(name)) {
          found.push({ name, isGuess: true, path: at, around: records });
        }
      }
      search(inside, at, records);
    }
  };
  search(object, '', []);
  return found;
}

/** One data key of an object: `{ name, key }`, as many kinds write it. */
function isSelector(record: Fields): boolean {
  return (
    typeof record.name === 'string' &&
    typeof record.key === 'string' &&
    Object.keys(record).every(field =>
      ['name', 'key', 'namespace', 'optional'].includes(field),
    )
  );
}

function isOfSecrets(path: string): boolean {
  return !OF_CONFIG_MAP.test(path.slice(path.lastIndexOf('.') + 1));
}

function namedBy(record: Fields): { name: string; namespace?: string } {
  return {
    name: textOf(record.name ?? record.secretName),
    namespace: textOf(record.namespace) || undefined,
  };
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
