import {
  isSuspiciousObjectName,
  lookUpName,
} from '../../detect/credentialCatalogue';
import { placesOf } from '../objects/placesOf';
import { copiesMadeBy } from '../objects/copiesMadeBy';
import { madeSecretsOf } from '../objects/secretMakers';
import { areBothHalves } from '../objects/keysSaid';
import { Fields, isRecord, recordsOf, textOf } from '../objects/records';
import { SecretField, secretFieldsOf } from '../objects/secretFields';
import { toFinding } from '../toFinding';
import { AuditFinding, AuditWorld, KubernetesObject } from '../types';
import {
  endpointInOptions,
  endpointOf,
  hostKind,
  isStoreEndpointName,
} from '../values/endpoints';
import { judgeGroup, namesOf } from '../workloads/entries';
import { judgeStored } from './storedObjects';
import { namespaceOfValues, secretFieldsInTexts } from './valuesOfCharts';

/** What has Pods or data, and names Secrets in fields that are all known. */
const BUILT_IN = /^(v1|apps\/.*|batch\/.*|extensions\/.*)$/;
/** Of those groups, kinds that name a Secret for another purpose than Pods. */
const VOLUMES = new Set(['PersistentVolume']);
const ENDPOINT_BESIDE = /^(endpoint|s3[_-]?endpoint|host|url|server)$/i;
/** Records of settings, `config` of Redpanda. */
const SETTINGS = /^(config|settings|options|properties)$/i;
/** Fields about something else than an object store. */
const OF_OTHERS =
  /tls|cert|(^|[._-])ca([._-]|$)|pull|ssh|git|password|ldap|oidc|saml|smtp|webhook|gcs|gcp|azure/i;
/** Fields about a store, and Secrets that are called like keys of one. */
const OF_STORE =
  /(^|[._[\]-])(s3|aws|object-?stor(e|age)|secureSettings)([._[\]-]|$)/i;

/**
 * Secrets with an access key in them that a resource of any kind names, in a field that is called like a reference to a
 * Secret. Nothing is said of a Secret that holds no key. One that is not known is uncertain when its name or place is that of
 * a key of an object store.
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
    ...copiesMadeBy(object).map(({ name }) => name),
  ]);
  const fields = [...secretFieldsOf(object), ...secretFieldsInTexts(object)];
  const named = fields.flatMap(field =>
    field.isClass ? ofClass(object, field, world) : [field],
  );
  const surely = named.filter(({ isGuess }) => !isGuess);
  const guessed = named.filter(({ isGuess }) => isGuess);
  return [...surely, ...guessed].flatMap(field => {
    const { name, isGuess } = field;
    if (done.has(name)) {
      return [];
    }
    const own =
      field.namespace ??
      namespaceOfValues(object, field.path) ??
      object.metadata?.namespace;
    if (isGuess && own && world.isAbsent?.('Secret', own, name)) {
      return [];
    }
    const places = own ? [own] : placesOf(object, name, world);
    if (isGuess && places.length === 0) {
      return [];
    }
    done.add(name);
    const ofSecret = named.filter(each => each.name === name);
    const said = ofSecret.flatMap(each => each.said ?? []);
    const handed = [
      ...ofSecret.flatMap(each => each.handed ?? []),
      ...(areBothHalves(said) ? said : []),
    ];
    return (places.length > 0 ? places : [undefined]).flatMap(place =>
      judgePlace(object, field, handed, place, world),
    );
  });
}

/** The Secrets that the class of a field stands for. */
function ofClass(
  { metadata }: KubernetesObject,
  { isClass, ...field }: SecretField,
  world: AuditWorld,
): SecretField[] {
  const found = world.secretsOfClass?.(metadata?.namespace, field.name) ?? [];
  return found.map(secret => ({ ...field, ...secret }));
}

function judgePlace(
  object: KubernetesObject,
  field: SecretField,
  handed: readonly NonNullable<SecretField['handed']>[],
  namespace: string | undefined,
  world: AuditWorld,
): AuditFinding[] {
  const { name, path, around, isGuess } = field;
  const data = world.dataOf('Secret', namespace, name);
  if (!data) {
    return isGuess
      ? []
      : judgeHanded(object, field, handed, namespace) ??
          unknownSecret(object, field, namespace);
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
    undefined,
    new Map(
      handed.flatMap(({ key, becomes }) => {
        const known = lookUpName(becomes);
        return known ? [[key, known] as const] : [];
      }),
    ),
  ).map(found =>
    toFinding(object, {
      ...found,
      path,
      objectNamespace: elsewhere(object, namespace),
      why: `${
        object.kind
      } names it: ${found.why[0].toLowerCase()}${found.why.slice(1)}`,
    }),
  );
}

/** By what its data keys become, when the Secret was not read. */
function judgeHanded(
  object: KubernetesObject,
  { name, path, around }: SecretField,
  handed: readonly NonNullable<SecretField['handed']>[],
  namespace: string | undefined,
): AuditFinding[] | undefined {
  const entries = handed.map(({ key, becomes }) => ({
    keyName: key,
    known: lookUpName(becomes) ?? lookUpName(key),
    variable: becomes,
  }));
  const place = {
    location: 'other' as const,
    objectName: name,
    objectKind: 'Secret' as const,
    path,
  };
  const judged = judgeGroup(
    { ...place, entries, readLevel: 0 },
    { endpoint: endpointAround(around), all: entries },
  );
  return (
    judged && [
      toFinding(object, {
        ...place,
        ...judged,
        container: '',
        objectNamespace: elsewhere(object, namespace),
        keyNames: namesOf(judged.entries),
        why: `${
          object.kind
        } names it: ${judged.why[0].toLowerCase()}${judged.why.slice(1)}`,
      }),
    ]
  );
}

function unknownSecret(
  object: KubernetesObject,
  { name, path }: SecretField,
  namespace: string | undefined,
): AuditFinding[] {
  const isTelling =
    (isSuspiciousObjectName(name) || OF_STORE.test(path)) &&
    !OF_OTHERS.test(`${path} ${name}`);
  return isTelling
    ? [
        toFinding(object, {
          container: '',
          location: 'other',
          objectName: name,
          objectKind: 'Secret',
          objectNamespace: elsewhere(object, namespace),
          keyNames: [],
          path,
          verdict: 'uncertain',
          confidence: 'name',
          readLevel: 0,
          ids: [],
          why: `${object.kind} names ${name} where a key of an object store belongs, and what is in it is not known`,
        }),
      ]
    : [];
}

function elsewhere(
  { metadata }: KubernetesObject,
  namespace = '',
): string | undefined {
  return namespace === (metadata?.namespace ?? '') ? undefined : namespace;
}

/** The nearest address of a store, also in the settings beside the field. */
function endpointAround(
  around: readonly Fields[],
): { kind: 'aws' | 'other'; name: string } | undefined {
  const withSettings = around.flatMap(record => [
    record,
    ...Object.entries(record).flatMap(([name, value]) =>
      SETTINGS.test(name) && isRecord(value) ? [value] : [],
    ),
  ]);
  for (const record of withSettings) {
    for (const [name, value] of Object.entries(record)) {
      const kind =
        isStoreEndpointName(name) || ENDPOINT_BESIDE.test(name)
          ? hostKind(textOf(value))
          : undefined;
      if (kind) {
        return { kind, name };
      }
      const listed = Array.isArray(value)
        ? endpointListed(value) ?? endpointInOptions(value)
        : undefined;
      if (listed) {
        return listed;
      }
    }
  }
  return undefined;
}

/** An address in a list of names and values, as Dapr writes settings. */
function endpointListed(
  list: readonly unknown[],
): { kind: 'aws' | 'other'; name: string } | undefined {
  for (const each of recordsOf(list)) {
    const name = textOf(each.name);
    const kind = name ? endpointOf(name, textOf(each.value)) : undefined;
    if (kind) {
      return { kind, name };
    }
  }
  return undefined;
}
