import { KINDS, listAll, listPath } from 'backstage-plugin-irsa-node';
import { ClusterHandle } from '../../clusters/types';
import { matchesSelector } from './labelSelector';
import { Json, listOf, podTemplate, WorkloadObject } from './podTemplate';
import { World } from './World';

/** Finds the pod identity webhook and whether it would be called for this workload's Pods. */
export async function readWebhook(
  cluster: ClusterHandle,
  about: {
    namespace: string;
    labels: Record<string, string>;
    object: WorkloadObject;
  },
): Promise<World['webhook']> {
  let configurations: Json[];
  try {
    configurations = await listAll<Json>(
      cluster,
      listPath(KINDS.MutatingWebhookConfiguration),
    );
  } catch {
    return {
      state: 'notReadable',
      detail: 'The portal may not list mutating webhook configurations.',
    };
  }
  const found = configurations.flatMap(configuration =>
    listOf(configuration, 'webhooks')
      .filter(
        webhook =>
          /pod-identity-webhook/.test(
            `${(configuration.metadata as Json).name} ${webhook.name}`,
          ) && isForPods(webhook),
      )
      .map(webhook => ({
        name: String((configuration.metadata as Json).name),
        webhook,
      })),
  );
  if (found.length === 0) {
    return {
      state: 'absent',
      detail: `None of ${configurations.length} mutating webhook configurations is the pod identity webhook.`,
    };
  }
  const metadata = podTemplate(about.object).metadata as Json | undefined;
  const labels = (metadata?.labels ?? {}) as Record<string, string>;
  const calling = found.find(
    ({ webhook }) =>
      matchesSelector(webhook.objectSelector as Json, labels) &&
      matchesSelector(webhook.namespaceSelector as Json, {
        'kubernetes.io/metadata.name': about.namespace,
        ...about.labels,
      }),
  );
  return calling
    ? {
        state: 'present',
        name: calling.name,
        detail: `MutatingWebhookConfiguration ${calling.name} selects the Pods of this workload.`,
      }
    : {
        state: 'optedOut',
        name: found[0].name,
        detail: `The selectors of MutatingWebhookConfiguration ${found[0].name} leave out the Pods of this workload.`,
      };
}

function isForPods(webhook: Json): boolean {
  return listOf(webhook, 'rules').some(
    rule =>
      ((rule.resources ?? []) as string[]).some(
        resource => resource === 'pods' || resource === '*',
      ) &&
      ((rule.operations ?? []) as string[]).some(
        operation => operation === 'CREATE' || operation === '*',
      ),
  );
}
