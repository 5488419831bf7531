import { V1EnvFromSource, V1EnvVar, V1Volume } from '@kubernetes/client-node';
import { AwsCredentialIdentity } from '@aws-sdk/types';
import { Workload } from 'backstage-plugin-irsa-common';
import {
  isNotThere,
  kindOf,
  objectPath,
  readObject,
} from 'backstage-plugin-irsa-node';
import { parseCredentialsFile } from '../clusters/credentialsFile';
import { readValues } from '../clusters/readSecret';
import { ClusterHandle } from '../clusters/types';
import { podSpec, WorkloadObject } from '../plan/world/podTemplate';
import { PlanExecution } from '../plan/types';

/** The sources of a container's environment and files, now or before its migration. It contains only references. */
export interface CredentialSource {
  env: V1EnvVar[];
  envFrom: V1EnvFromSource[];
  volumes: V1Volume[];
}

/**
 * Runs `use` with the static key of a workload. The values exist only during the call: they are not stored, logged or
 * returned. Throws an Error with a message for people when there is no key or it may not be read.
 */
export async function withOldKey<T>(
  options: {
    cluster: ClusterHandle;
    workload: Workload;
    execution?: PlanExecution;
    readLevel: number;
  },
  use: (credentials: AwsCredentialIdentity) => Promise<T>,
): Promise<T> {
  const { cluster, workload, execution, readLevel } = options;
  if (readLevel < 2) {
    throw new Error(
      'the read level forbids reading Secrets (irsa.readLevel must be 2)',
    );
  }
  const kind = kindOf(workload.kind);
  const live =
    kind?.template &&
    (await readObject<WorkloadObject>(
      cluster,
      objectPath(kind, workload.namespace, workload.name),
    ));
  const sources = [
    ...(live ? sourcesOfTemplate(podSpec(live)) : []),
    ...(execution ? sourcesOfMigration(execution) : []),
  ];
  for (const source of sources) {
    const credentials = await resolve(cluster, workload.namespace, source);
    if (credentials) {
      return use(credentials);
    }
  }
  throw new Error(
    'none was found where the workload names one; its Secret may be deleted',
  );
}

function sourcesOfTemplate(spec: Record<string, unknown>): CredentialSource[] {
  const volumes = (spec.volumes ?? []) as V1Volume[];
  const containers = [
    ...((spec.containers ?? []) as CredentialSource[]),
    ...((spec.initContainers ?? []) as CredentialSource[]),
  ];
  return containers.map(({ env, envFrom }) => ({
    env: env ?? [],
    envFrom: envFrom ?? [],
    volumes,
  }));
}

/** The elements that the cut-over removed, for each container. */
export function sourcesOfMigration({
  detach,
}: Pick<PlanExecution, 'detach'>): CredentialSource[] {
  const volumes = elements(detach.removed, 'volumes') as unknown as V1Volume[];
  const names = new Set(
    detach.removed.flatMap(({ container }) => container ?? []),
  );
  return [...names].map(name => {
    const own = detach.removed.filter(({ container }) => container === name);
    return {
      env: elements(own, 'env') as unknown as V1EnvVar[],
      envFrom: elements(own, 'envFrom') as V1EnvFromSource[],
      volumes,
    };
  });
}

function elements(
  removed: PlanExecution['detach']['removed'],
  list: string,
): Record<string, unknown>[] {
  return removed
    .filter(element => element.list === list)
    .map(({ element }) => element);
}

async function resolve(
  cluster: ClusterHandle,
  namespace: string,
  source: CredentialSource,
): Promise<AwsCredentialIdentity | undefined> {
  const read = reader(cluster, namespace);
  const variable = async (name: string): Promise<string | undefined> => {
    const direct = source.env.find(entry => entry.name === name);
    if (direct) {
      const { secretKeyRef, configMapKeyRef } = direct.valueFrom ?? {};
      if (secretKeyRef?.name) {
        return (await read('Secret', secretKeyRef.name))[secretKeyRef.key];
      }
      if (configMapKeyRef?.name) {
        return (await read('ConfigMap', configMapKeyRef.name))[
          configMapKeyRef.key
        ];
      }
      return direct.value;
    }
    // A later source takes precedence over an earlier one.
    for (const { prefix = '', secretRef, configMapRef } of [
      ...source.envFrom,
    ].reverse()) {
      if (!name.startsWith(prefix)) {
        continue;
      }
      const data = secretRef?.name
        ? await read('Secret', secretRef.name)
        : await read('ConfigMap', configMapRef?.name ?? '');
      const value = data[name.slice(prefix.length)];
      if (value !== undefined) {
        return value;
      }
    }
    return undefined;
  };
  const accessKeyId =
    (await variable('AWS_ACCESS_KEY_ID')) ?? (await variable('AWS_ACCESS_KEY'));
  const secretAccessKey =
    (await variable('AWS_SECRET_ACCESS_KEY')) ??
    (await variable('AWS_SECRET_KEY'));
  if (accessKeyId && secretAccessKey) {
    return {
      accessKeyId: accessKeyId.trim(),
      secretAccessKey: secretAccessKey.trim(),
      sessionToken: await variable('AWS_SESSION_TOKEN'),
    };
  }
  for (const { secret, configMap } of source.volumes) {
    const data = secret?.secretName
      ? await read('Secret', secret.secretName)
      : await read('ConfigMap', configMap?.name ?? '');
    for (const text of Object.values(data)) {
      const found = fromCredentialsFile(text);
      if (found) {
        return found;
      }
    }
  }
  return undefined;
}

/** Each object is read once per call. A missing object counts as empty. */
function reader(cluster: ClusterHandle, namespace: string) {
  const known = new Map<string, Promise<Record<string, string>>>();
  return (kind: 'Secret' | 'ConfigMap', name: string) => {
    const id = `${kind}/${name}`;
    const read = known.get(id) ?? readData(cluster, namespace, kind, name);
    known.set(id, read);
    return read;
  };
}

async function readData(
  cluster: ClusterHandle,
  namespace: string,
  kind: 'Secret' | 'ConfigMap',
  name: string,
): Promise<Record<string, string>> {
  if (!name) {
    return {};
  }
  try {
    return Object.fromEntries(await readValues(cluster, namespace, kind, name));
  } catch (error) {
    if (isNotThere(error)) {
      return {};
    }
    throw error;
  }
}

/** The keys of an AWS shared credentials file. */
function fromCredentialsFile(text: string): AwsCredentialIdentity | undefined {
  const profile = parseCredentialsFile(text);
  return profile?.aws_access_key_id && profile.aws_secret_access_key
    ? {
        accessKeyId: profile.aws_access_key_id,
        secretAccessKey: profile.aws_secret_access_key,
        sessionToken: profile.aws_session_token,
      }
    : undefined;
}
