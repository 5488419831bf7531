import {
  accessKeyFingerprint,
  AuditFinding,
  confirmReference,
  detectCredentials,
  DetectedReference,
  findAccessKeyId,
  KubernetesObject,
  ObjectKind,
  PodSpec,
  ReadLevel,
} from '@internal/plugin-irsa-node';
import { isObject, JsonObject } from './json';
import { Association } from './options';
import { podTemplateOf } from './podTemplate';

export interface AuditOptions {
  readLevel: ReadLevel;
  podIdentityAssociations: readonly Association[];
}

const ROLE = 'eks.amazonaws.com/role-arn';

/** Every place where a workload among the objects gets a static key. Pure; no finding holds a value. */
export function auditObjects(
  objects: readonly KubernetesObject[],
  { readLevel, podIdentityAssociations }: AuditOptions,
): AuditFinding[] {
  const byName = new Map(
    objects.map(object => [
      idOf(object.kind, object.metadata?.namespace, object.metadata?.name),
      object,
    ]),
  );
  const associated = new Set(
    podIdentityAssociations.map(each =>
      idOf('ServiceAccount', each.namespace, each.serviceAccount),
    ),
  );
  return objects.flatMap(object => {
    const template = podTemplateOf(object);
    if (!template) {
      return [];
    }
    const { spec, path } = template;
    const namespace = object.metadata?.namespace;
    const account = idOf(
      'ServiceAccount',
      namespace,
      spec.serviceAccountName || 'default',
    );
    const role =
      byName.get(account)?.metadata?.annotations?.[ROLE] ||
      (associated.has(account) ? 'pod identity' : undefined);
    const dataOf = (kind: ObjectKind, name: string) =>
      readLevel === 0
        ? undefined
        : dataIn(byName.get(idOf(kind, namespace, name)), readLevel);
    return detectCredentials({
      spec,
      roleArn: role,
      keysOf: (kind, name) => {
        const data = dataOf(kind, name);
        return data && [...data.keys()];
      },
    }).map(detected => toFinding(object, detected, spec, path, role, dataOf));
  });
}

function toFinding(
  object: KubernetesObject,
  detected: DetectedReference,
  spec: PodSpec,
  path: string,
  role: string | undefined,
  dataOf: (kind: ObjectKind, name: string) => Map<string, string> | undefined,
): AuditFinding {
  const { objectKind, objectName = '' } = detected.reference;
  const data = objectKind && dataOf(objectKind, objectName);
  const values = detected.idKeys.flatMap(key => data?.get(key) || []);
  const ids = values.flatMap(value => findAccessKeyId(value) ?? []);
  const reference =
    values.length === 0
      ? detected.reference
      : {
          ...confirmReference(
            detected.reference,
            ids.length > 0 ? 'aws' : 'other',
            role,
          ),
          readLevel: 2 as const,
        };
  const [key] = [
    ...detected.literalKeys,
    ...ids.map(id => ({
      fingerprint: accessKeyFingerprint(id),
      last4: id.slice(-4),
    })),
  ];
  const { keyNames, envNames, verdict, location, why } = reference;
  return {
    namespace: object.metadata?.namespace ?? '',
    kind: object.kind ?? '',
    name: object.metadata?.name ?? '',
    container: reference.container,
    location,
    objectName,
    keyNames: [...(keyNames.length > 0 ? keyNames : envNames)].sort(),
    verdict,
    path: `${path}.${placeOf(reference, spec)}`,
    confidence: key ? 'id' : 'name',
    readLevel: reference.readLevel ?? 0,
    why: why ?? 'The names are those of a key',
    ...(key ? { accessKey: key } : {}),
    ...(role
      ? { identity: role.startsWith('arn:') ? 'irsa' : 'pod-identity' }
      : {}),
  };
}

/** Path inside the PodSpec. */
function placeOf(
  {
    container,
    containerType,
    location,
    envNames,
    objectName,
  }: DetectedReference['reference'],
  spec: PodSpec,
): string {
  const list = (
    {
      container: 'containers',
      init: 'initContainers',
      ephemeral: 'ephemeralContainers',
    } as const
  )[containerType];
  const at = (spec[list] ?? []).findIndex(({ name }) => name === container);
  const { env = [], envFrom = [] } = spec[list]?.[at] ?? { name: '' };
  const place = `${list}[${at}]`;
  if (location.startsWith('envFrom')) {
    const from = envFrom.findIndex(
      ({ secretRef, configMapRef }) =>
        (secretRef ?? configMapRef)?.name === objectName,
    );
    return `${place}.envFrom[${from}]`;
  }
  if (location.startsWith('env')) {
    return `${place}.env[${env.findIndex(({ name }) =>
      envNames.includes(name),
    )}]`;
  }
  return `${place}.${location === 'args' ? 'args' : 'volumeMounts'}`;
}

/** Data keys with their values; without values below level 2, and where only the metadata is there. */
function dataIn(
  object: KubernetesObject | undefined,
  readLevel: ReadLevel,
): Map<string, string> | undefined {
  if (!object) {
    return undefined;
  }
  const parts = ['data', 'binaryData', 'stringData'].map(name => ({
    encoded:
      name === 'binaryData' || (name === 'data' && object.kind === 'Secret'),
    value: object[name],
  }));
  if (!parts.some(({ value }) => value !== undefined)) {
    return keysOfManagedFields(object);
  }
  return new Map(
    parts.flatMap(({ encoded, value }) =>
      Object.entries(isObject(value) ? value : {}).map(
        ([key, text]): [string, string] => [
          key,
          readLevel < 2 ? '' : textOf(text, encoded),
        ],
      ),
    ),
  );
}

function textOf(value: unknown, encoded: boolean): string {
  const text = typeof value === 'string' ? value : '';
  return encoded ? Buffer.from(text, 'base64').toString('utf8') : text;
}

/** Nobody recorded means that the keys are not known, and not that there are none. */
function keysOfManagedFields({
  metadata,
}: KubernetesObject): Map<string, string> | undefined {
  const fields = (metadata?.managedFields ?? [])
    .map(entry => (isObject(entry) ? entry.fieldsV1 : undefined))
    .filter(isObject);
  if (fields.length === 0) {
    return undefined;
  }
  return new Map(
    fields.flatMap(field =>
      ['f:data', 'f:binaryData', 'f:stringData'].flatMap(name =>
        Object.keys((field[name] as JsonObject | undefined) ?? {})
          .filter(key => key.startsWith('f:'))
          .map((key): [string, string] => [key.slice(2), '']),
      ),
    ),
  );
}

function idOf(kind = '', namespace = '', name = ''): string {
  return JSON.stringify([kind, namespace, name]);
}
