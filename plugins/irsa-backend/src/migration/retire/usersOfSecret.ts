import { V1Pod, V1PodSpec } from '@kubernetes/client-node';
import {
  KINDS,
  KubernetesKind,
  listAll,
  listPath,
} from 'backstage-plugin-irsa-node';
import { ClusterHandle } from '../../clusters/types';
import { podSpec, WorkloadObject } from '../../plan/world/podTemplate';
import { RetireSight } from './RetireContext';

const TEMPLATED: readonly KubernetesKind[] = [
  KINDS.Deployment,
  KINDS.StatefulSet,
  KINDS.DaemonSet,
  KINDS.ReplicaSet,
  KINDS.ReplicationController,
  KINDS.CronJob,
  KINDS.Job,
];

/**
 * Everything that would miss these data keys of the Secret (all of it when none are named): templates in the namespace (of
 * old ReplicaSets only while they have Pods), Pods, and whatever the last look at the cluster saw naming it, custom
 * resources included.
 *
 * @param at - where the Secret is, when that is not where the migrated workload is
 */
export async function usersOfSecret(
  sight: RetireSight,
  secret: string,
  keys?: readonly string[],
  at: { cluster: ClusterHandle; namespace: string } = {
    cluster: sight.cluster,
    namespace: sight.record.execution.workload.namespace,
  },
): Promise<string[]> {
  const { cluster, namespace } = at;
  const users: string[] = [];
  for (const kind of TEMPLATED) {
    const items = await sight.read(() =>
      listAll<{
        metadata?: { name?: string };
        spec?: Record<string, any>;
        status?: { replicas?: number; completionTime?: string };
      }>(cluster, listPath(kind, namespace)),
    );
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
      if (readsSecret(template as unknown as V1PodSpec, secret, keys)) {
        users.push(`${kind.plural}/${metadata?.name}`);
      }
    }
  }
  const pods = await sight.read(() =>
    listAll<V1Pod>(cluster, listPath(KINDS.Pod, namespace)),
  );
  for (const { metadata, spec, status } of pods) {
    const ended = status?.phase === 'Succeeded' || status?.phase === 'Failed';
    if (!ended && readsSecret(spec, secret, keys)) {
      users.push(`pod/${metadata?.name}`);
    }
  }
  return [...users, ...(await seenReaders(sight, at, secret))];
}

/** Kinds whose Pod templates were read above, more precisely than the last look did. */
const READ_ABOVE = new Set([...TEMPLATED.map(({ kind }) => kind), 'Pod']);

/** Custom resources and what else the inventory saw naming the Secret. */
async function seenReaders(
  { inventory }: RetireSight,
  { cluster, namespace }: { cluster: ClusterHandle; namespace: string },
  secret: string,
): Promise<string[]> {
  const ids = await inventory.readersOf(
    cluster.name,
    `${namespace}/Secret/${secret}`,
  );
  return ids.flatMap(id => {
    const [, inNamespace, kind, name] = id.split('/');
    const isItself =
      kind === 'Secret' && name === secret && inNamespace === namespace;
    return isItself || READ_ABOVE.has(kind) ? [] : [`${kind}/${name}`];
  });
}

/** Whether a Pod with this spec reads one of these data keys of the Secret; without `keys`, whether it names the Secret. */
function readsSecret(
  spec: V1PodSpec | undefined,
  secret: string,
  keys?: readonly string[],
): boolean {
  const isAsked = (key: string | undefined) =>
    !keys || key === undefined || keys.includes(key);
  const someItem = (items: { key?: string }[] | undefined) =>
    !keys || !items?.length || items.some(({ key }) => isAsked(key));
  const containers = [
    ...(spec?.initContainers ?? []),
    ...(spec?.containers ?? []),
    ...(spec?.ephemeralContainers ?? []),
  ];
  return (
    containers.some(
      ({ env, envFrom }) =>
        env?.some(
          ({ valueFrom }) =>
            valueFrom?.secretKeyRef?.name === secret &&
            isAsked(valueFrom.secretKeyRef.key),
        ) || envFrom?.some(({ secretRef }) => secretRef?.name === secret),
    ) ||
    (!keys && !!spec?.imagePullSecrets?.some(({ name }) => name === secret)) ||
    !!spec?.volumes?.some(
      volume =>
        (volume.secret?.secretName === secret &&
          someItem(volume.secret.items)) ||
        volume.projected?.sources?.some(
          source =>
            source.secret?.name === secret && someItem(source.secret.items),
        ) ||
        // Drivers name Secrets for their own sign-in, whole.
        (!keys &&
          (volume.csi?.nodePublishSecretRef?.name === secret ||
            volume.flexVolume?.secretRef?.name === secret)),
    )
  );
}
