import { V1ObjectMeta, V1Pod, V1PodSpec } from '@kubernetes/client-node';
import { ConflictError, InputError } from '@backstage/errors';
import {
  dataKeysOf,
  deleteObject,
  isNotThere,
  KINDS,
  KubernetesKind,
  listAll,
  listPath,
  objectPath,
  readObject,
} from 'backstage-plugin-irsa-node';
import { findAccessKey } from '../../accounts/iam';
import { isCredentialKey } from '../../plan/patch/credentialNames';
import { podSpec, WorkloadObject } from '../../plan/world/podTemplate';
import { statusOf } from '../../shared/statusOf';
import { RetireContext, RetireResult } from './RetireContext';

const TEMPLATED: readonly KubernetesKind[] = [
  KINDS.Deployment,
  KINDS.StatefulSet,
  KINDS.DaemonSet,
  KINDS.ReplicaSet,
  KINDS.CronJob,
  KINDS.Job,
];

/**
 * Deletes one Secret. What it holds and who names it is read now, not taken from the plan, and only the version that was
 * read is deleted.
 */
export async function deleteSecret(
  context: RetireContext,
): Promise<RetireResult> {
  const { record, request, by } = context;
  const { execution } = record;
  const { namespace } = execution.workload;
  const secret = execution.secrets.find(({ name }) => name === request.confirm);
  if (!secret) {
    throw new InputError(
      `Type the name of the Secret to delete it: ${execution.secrets
        .map(({ name }) => name)
        .join(' or ')}.`,
    );
  }
  if (execution.key) {
    const found = await findAccessKey(context.account.iam, execution.key);
    if (found && found.status !== 'Inactive') {
      throw new ConflictError(
        'The key is active. Switch it off before its Secret is deleted.',
      );
    }
  }
  const metadata = await readMetadata(context, secret.name);
  if (metadata) {
    assertOnlyAwsKeys(`Secret ${namespace}/${secret.name}`, metadata);
  }
  const users = await usersOfSecret(context, secret.name);
  if (users.length > 0) {
    throw new ConflictError(
      `Secret ${namespace}/${secret.name} is still named by ${users
        .slice(0, 5)
        .join(', ')}. Change or remove them first.`,
    );
  }
  if (metadata) {
    await remove(context, secret.name, metadata);
  }
  const deletedSecrets = [
    ...new Set([...(record.state.deletedSecrets ?? []), secret.name]),
  ];
  const left = execution.secrets.filter(
    ({ name, onlyAwsKeys }) => onlyAwsKeys && !deletedSecrets.includes(name),
  );
  return {
    changes: {
      state: {
        ...record.state,
        deletedSecrets,
        secretState: left.length === 0 ? 'deleted' : 'present',
      },
    },
    message: `${by} deleted Secret ${namespace}/${secret.name}. The portal keeps no values: it cannot bring it back. Rolling back to older revisions of the workload will fail.`,
  };
}

/** The Secret's metadata as it is now; no value is sent. Undefined when it is gone. */
function readMetadata(
  { record, cluster }: RetireContext,
  name: string,
): Promise<V1ObjectMeta | undefined> {
  return readObject<{ metadata: V1ObjectMeta }>(
    cluster,
    objectPath(KINDS.Secret, record.execution.workload.namespace, name),
    { metadataOnly: true },
  ).then(found => found?.metadata);
}

/** Throws unless the names of all its data keys are known now, and are those of AWS credentials. */
function assertOnlyAwsKeys(title: string, metadata: V1ObjectMeta): void {
  const names = dataKeysOf({ ...metadata });
  if (!names) {
    throw new ConflictError(
      `What ${title} holds cannot be told from its metadata, so it is not deleted. Look at it, and delete it by hand.`,
    );
  }
  const others = names.filter(name => !isCredentialKey(name));
  if (others.length > 0) {
    throw new ConflictError(
      `${title} holds other data too, as of now: ${others.join(
        ', ',
      )}. Take the AWS keys out of it by hand.`,
    );
  }
}

/** Deletes exactly the object that was read, in the version that was read. */
async function remove(
  { record, request, cluster, journal }: RetireContext,
  name: string,
  metadata: V1ObjectMeta,
): Promise<void> {
  const { namespace } = record.execution.workload;
  try {
    await journal.call(
      {
        migrationId: record.id,
        step: request.act,
        target: `Secret ${namespace}/${name}`,
        intent: 'delete for ever',
      },
      () =>
        deleteObject(cluster, objectPath(KINDS.Secret, namespace, name), {
          uid: metadata.uid,
          resourceVersion: metadata.resourceVersion,
        }),
    );
  } catch (error) {
    if (statusOf(error) === 409) {
      throw new ConflictError(
        `Secret ${namespace}/${name} was changed while it was looked at, so it was not deleted. Look at it, then repeat this.`,
      );
    }
    if (!isNotThere(error)) {
      throw error;
    }
  }
}

/**
 * Everything in the namespace that refers to the Secret: templates (of old ReplicaSets only while they have Pods) and
 * Pods.
 */
async function usersOfSecret(
  context: RetireContext,
  secret: string,
): Promise<string[]> {
  const { namespace } = context.record.execution.workload;
  const users: string[] = [];
  for (const kind of TEMPLATED) {
    const items = await listAll<{
      metadata?: { name?: string };
      spec?: Record<string, any>;
      status?: { replicas?: number; completionTime?: string };
    }>(context.cluster, listPath(kind, namespace));
    for (const item of items) {
      const { metadata, spec, status } = item;
      if (kind === KINDS.ReplicaSet && !spec?.replicas && !status?.replicas) {
        continue;
      }
      if (kind === KINDS.Job && status?.completionTime) {
        continue;
      }
      const template = podSpec({
        ...(item as WorkloadObject),
        kind: kind.kind,
      });
      if (namesSecret(template as unknown as V1PodSpec, secret)) {
        users.push(`${kind.plural}/${metadata?.name}`);
      }
    }
  }
  const pods = await listAll<V1Pod>(
    context.cluster,
    listPath(KINDS.Pod, namespace),
  );
  for (const { metadata, spec, status } of pods) {
    const ended = status?.phase === 'Succeeded' || status?.phase === 'Failed';
    if (!ended && namesSecret(spec, secret)) {
      users.push(`pod/${metadata?.name}`);
    }
  }
  return users;
}

/** Whether a Pod with this spec reads the Secret. */
export function namesSecret(
  spec: V1PodSpec | undefined,
  secret: string,
): boolean {
  const containers = [
    ...(spec?.initContainers ?? []),
    ...(spec?.containers ?? []),
  ];
  return (
    containers.some(
      ({ env, envFrom }) =>
        env?.some(
          ({ valueFrom }) => valueFrom?.secretKeyRef?.name === secret,
        ) || envFrom?.some(({ secretRef }) => secretRef?.name === secret),
    ) ||
    !!spec?.imagePullSecrets?.some(({ name }) => name === secret) ||
    !!spec?.volumes?.some(
      volume =>
        volume.secret?.secretName === secret ||
        volume.projected?.sources?.some(
          source => source.secret?.name === secret,
        ),
    )
  );
}
