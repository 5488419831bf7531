import { ResourceQuota } from '../admission/plugins/resourceQuotas';
import { namespaceUsage } from '../admission/quotaUsage';
import { formatQuantity } from '../quantity';
import { ControllerContext, ControllerOptions } from './ControllerContext';
import { Workqueue } from './Workqueue';

/** Keeps the status of ResourceQuotas up to date: limits and usage. */
export function quotaController({ api }: ControllerOptions): () => void {
  const context = new ControllerContext(api, 'resourcequota-controller');
  const namespaces = new Map<string, Set<string>>();
  const queue = new Workqueue(async key => {
    const [namespace, name] = key.split('/');
    const quota = context.find<ResourceQuota>(
      'resourcequotas',
      namespace,
      name,
    );
    if (!quota) {
      return;
    }
    const hard = quota.spec?.hard ?? {};
    const names = Object.keys(hard);
    const { store, registry } = api;
    const usage = namespaceUsage(store, registry, namespace, names);
    const used = Object.fromEntries(
      [...usage].map(([resource, amount]) => [
        resource,
        formatQuantity(amount),
      ]),
    );
    await context.updateStatus('resourcequotas', quota, { hard, used });
  });
  const resource = context.watches('resourcequotas');
  const unsubscribe = api.store.subscribe(event => {
    const { namespace, name } = event.object.metadata;
    if (!namespace) {
      return;
    }
    if (event.resource === resource) {
      const quotas = namespaces.get(namespace) ?? new Set();
      if (event.type === 'DELETED') {
        quotas.delete(name);
      } else {
        quotas.add(name);
      }
      namespaces.set(namespace, quotas);
    }
    // Quotas are rare. A namespace without one costs a single lookup.
    namespaces
      .get(namespace)
      ?.forEach(quota => queue.add(`${namespace}/${quota}`));
  });
  return () => {
    unsubscribe();
    queue.stop();
  };
}
