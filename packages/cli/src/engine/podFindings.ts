import {
  accessKeyFingerprint,
  AuditFinding,
  confirmReference,
  detectCredentials,
  DetectedReference,
  findAccessKeyId,
  KubernetesObject,
  PodSpec,
} from '@internal/plugin-irsa-node';
import { DataOf, World } from './World';

/** Credentials of the pods that an object makes, as far as names and places tell. */
export function podFindings(
  object: KubernetesObject,
  spec: PodSpec,
  path: string,
  world: World,
): AuditFinding[] {
  const namespace = object.metadata?.namespace;
  const role = world.roleOf(namespace, spec.serviceAccountName);
  const dataOf: DataOf = (kind, name) => world.data(kind, namespace, name);
  return detectCredentials({
    spec,
    roleArn: role,
    keysOf: (kind, name) => {
      const data = dataOf(kind, name);
      return data && [...data.keys()];
    },
  }).map(detected => toFinding(object, detected, spec, path, role, dataOf));
}

function toFinding(
  object: KubernetesObject,
  detected: DetectedReference,
  spec: PodSpec,
  path: string,
  role: string | undefined,
  dataOf: DataOf,
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
