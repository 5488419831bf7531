import {
  isSuspiciousObjectName,
  lookUpName,
} from '../../detect/credentialCatalogue';
import { ObjectKind } from '../../detect/types';
import { ObjectData } from '../objects/ObjectIndex';
import { AuditedContainer } from '../objects/podTemplates';
import { endpointOf, isStoreEndpointName } from '../values/endpoints';
import { Group, idsIn, Surroundings } from './entries';

export type DataOf = (kind: ObjectKind, name: string) => ObjectData | undefined;

/**
 * Settings of AWS clients: a Secret whose names are not known beside these is worth a doubt. Without them, or a name
 * that speaks of AWS, every Secret would be.
 */
const HINT = /^(AWS|S3)_|_S3_|_AWS_|BUCKET/;

/** What the variables of a container are, as Kubernetes puts them together: the last one of a name wins, `env` over `envFrom`. */
export interface Environment {
  groups: Group[];
  /** `envFrom` whose names are not known. */
  opaque: Group[];
  endpoint?: Surroundings['endpoint'];
  /** Variables with their values, where these may be looked at. */
  values: Map<string, string | undefined>;
}

/** Collects the variables of a container by where they come from. */
export function readEnvironment(
  container: AuditedContainer,
  dataOf: DataOf,
): Environment {
  const last = new Map<string, number>();
  container.env?.forEach(({ name }, at) => last.set(name, at));
  const values = new Map<string, string | undefined>();
  const groups = new Map<string, Group>();
  const opaque: Group[] = [];
  const groupOf = (seed: Omit<Group, 'entries'>) => {
    const id = `${seed.location} ${seed.objectName}`;
    const group = groups.get(id) ?? { ...seed, entries: [] };
    groups.set(id, group);
    return group;
  };

  const isOff = container.env?.some(
    ({ name, value }) => name === 'AWS_ACCESS_KEY_ID' && value === '',
  );
  const hasHint = container.env?.some(({ name }) => HINT.test(name));
  container.envFrom?.forEach(({ prefix = '', secretRef, configMapRef }, at) => {
    const kind: ObjectKind = secretRef ? 'Secret' : 'ConfigMap';
    const name = (secretRef ?? configMapRef)?.name;
    if (!name) return;
    const seed = {
      location: secretRef
        ? ('envFrom-secret' as const)
        : ('envFrom-configMap' as const),
      objectName: name,
      path: `${container.path}.envFrom[${at}]`,
    };
    const data = dataOf(kind, name);
    if (!data) {
      if (
        !isOff &&
        (isSuspiciousObjectName(name) || (kind === 'Secret' && hasHint))
      ) {
        opaque.push({ ...seed, entries: [], readLevel: 0 });
      }
      return;
    }
    for (const [key, value] of data) {
      const variable = prefix + key;
      if (last.has(variable)) continue;
      values.set(variable, value);
      const known = lookUpName(variable);
      if (known || (value && idsIn([{ keyName: key, value }]).length > 0)) {
        groupOf({ ...seed, readLevel: 1 }).entries.push({
          keyName: key,
          known,
          value,
        });
      }
    }
  });

  container.env?.forEach(({ name, value, valueFrom }, at) => {
    if (last.get(name) !== at) return;
    const path = `${container.path}.env[${at}]`;
    const ref = valueFrom?.secretKeyRef ?? valueFrom?.configMapKeyRef;
    if (!ref) {
      // `$(OTHER)` repeats a variable, which is found where it comes from.
      const literal = value?.replace(/\$\([\w.-]+\)/g, '');
      values.set(name, value);
      const known = lookUpName(name);
      const isReference = value !== literal && literal === '';
      if (
        value &&
        !isReference &&
        (known || idsIn([{ keyName: name, value }]).length > 0)
      ) {
        groupOf({
          location: 'env-literal',
          objectName: '',
          path,
          readLevel: 0,
        }).entries.push({ keyName: name, known, value });
      }
      return;
    }
    const kind: ObjectKind = valueFrom?.secretKeyRef ? 'Secret' : 'ConfigMap';
    const data = dataOf(kind, ref.name);
    const seen = data?.get(ref.key);
    values.set(name, seen);
    const known = lookUpName(name) ?? lookUpName(ref.key);
    if (
      known ||
      (seen && idsIn([{ keyName: ref.key, value: seen }]).length > 0)
    ) {
      groupOf({
        location:
          kind === 'Secret' ? 'env-secretKeyRef' : 'env-configMapKeyRef',
        objectName: ref.name,
        path,
        readLevel: 0,
      }).entries.push({ keyName: ref.key, known, value: seen });
    }
  });

  return {
    groups: [...groups.values()],
    opaque,
    values,
    endpoint: endpointIn(values),
  };
}

/** MinIO's own variables say nothing about keys that are named for AWS, when MinIO's keys are there too. */
function endpointIn(
  values: ReadonlyMap<string, string | undefined>,
): Surroundings['endpoint'] {
  const names = [...values.keys()];
  const hasMinioKeys = names.some(
    name => lookUpName(name)?.family === 'otherStore',
  );
  let found: Surroundings['endpoint'];
  for (const [name, value] of values) {
    if (!value || !isStoreEndpointName(name)) continue;
    if (hasMinioKeys && /minio/i.test(name)) continue;
    const kind = endpointOf(name, value);
    if (kind === 'other') return { kind, name };
    if (kind) found ??= { kind, name };
  }
  return found;
}
