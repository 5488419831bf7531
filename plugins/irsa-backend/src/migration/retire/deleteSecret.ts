import { V1Pod, V1PodSpec } from '@kubernetes/client-node';
import { ConflictError, InputError } from '@backstage/errors';
import {
  deleteObject,
  isNotThere,
  KINDS,
  KubernetesKind,
  listAll,
  listPath,
  objectPath,
} from 'backstage-plugin-irsa-node';
import { findAccessKey } from '../../accounts/iam';
import { podSpec, WorkloadObject } from '../../plan/world/podTemplate';
import { RetireContext, RetireResult } from './RetireContext';

const TEMPLATED: readonly KubernetesKind[] = [
  KINDS.Deployment,
  KINDS.StatefulSet,
  KINDS.DaemonSet,
  KINDS.ReplicaSet,
  KINDS.CronJob,
  KINDS.Job,
];

/** Deletes one Secret that holds only AWS keys and that nothing in its namespace refers to any more. */
export async function deleteSecret(
  context: RetireContext,
): Promise<RetireResult> {
  const { record, request, cluster, journal, by } = context;
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
  if (!secret.onlyAwsKeys) {
    throw new ConflictError(
      `Secret ${namespace}/${secret.name} holds other data too. Take the AWS keys out of it by hand.`,
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
  const users = await usersOfSecret(context, secret.name);
  if (users.length > 0) {
    throw new ConflictError(
      `Secret ${namespace}/${secret.name} is still named by ${users
        .slice(0, 5)
        .join(', ')}. Change or remove them first.`,
    );
  }
  try {
    await journal.call(
      {
        migrationId: record.id,
        step: request.act,
        target: `Secret ${namespace}/${secret.name}`,
        intent: 'delete for ever',
      },
      () =>
        deleteObject(cluster, objectPath(KINDS.Secret, namespace, secret.name)),
    );
  } catch (error) {
    if (!isNotThere(error)) {
      throw error;
    }
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
