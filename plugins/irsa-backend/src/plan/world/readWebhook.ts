import { KINDS, listAll, listPath } from 'backstage-plugin-irsa-node';
import { ClusterHandle } from '../../clusters/types';
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
      matches(webhook.objectSelector as Json, labels) &&
      matches(webhook.namespaceSelector as Json, {
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

/** Whether a label selector matches. An absent or empty one matches everything. */
function matches(
  selector: Json | undefined,
  labels: Record<string, string>,
): boolean {
  const exact = (selector?.matchLabels ?? {}) as Record<string, string>;
  return (
    Object.entries(exact).every(([key, value]) => labels[key] === value) &&
    listOf(selector, 'matchExpressions').every(({ key, operator, values }) => {
      const value = labels[String(key)];
      const listed = ((values ?? []) as string[]).includes(value);
      switch (operator) {
        case 'In':
          return value !== undefined && listed;
        case 'NotIn':
          return value === undefined || !listed;
        case 'Exists':
          return value !== undefined;
        default:
          return value === undefined;
      }
    })
  );
}
