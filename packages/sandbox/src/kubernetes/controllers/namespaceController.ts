import { ControllerContext, ControllerOptions } from './ControllerContext';
import { Workqueue } from './Workqueue';
import { ObjectMeta } from '../types';

const ROOT_CA = 'kube-root-ca.crt';

/**
 * Gives every namespace its default ServiceAccount and the cluster's CA. Empties a deleted namespace before it is
 * removed.
 */
export function namespaceController({
  api,
  caPem,
}: ControllerOptions): () => void {
  const context = new ControllerContext(api, 'kube-controller-manager');
  const populate = async (namespace: string) => {
    if (!context.find('serviceaccounts', namespace, 'default')) {
      await context.create('serviceaccounts', {
        metadata: { name: 'default', namespace } as ObjectMeta,
      });
    }
    if (!context.find('configmaps', namespace, ROOT_CA)) {
      await context.create('configmaps', {
        metadata: { name: ROOT_CA, namespace } as ObjectMeta,
        data: { 'ca.crt': caPem },
      });
    }
  };
  const empty = async (namespace: string) => {
    let left = 0;
    for (const type of api.registry.all()) {
      if (!type.namespaced || type.virtual) {
        continue;
      }
      for (const object of api.store.list(type, namespace)) {
        if (!object.metadata.deletionTimestamp) {
          await api.delete(
            type,
            namespace,
            object.metadata.name,
            {},
            {
              user: { name: 'system:namespace-controller', groups: [] },
              manager: context.component,
              dryRun: false,
            },
          );
        }
      }
      left += api.store.list(type, namespace).length;
    }
    return left;
  };
  const queue = new Workqueue(async name => {
    const namespace = context.find('namespaces', undefined, name);
    if (!namespace) {
      return;
    }
    if (!namespace.metadata.deletionTimestamp) {
      await populate(name);
    } else if ((await empty(name)) > 0) {
      queue.addAfter(name, 100);
    } else {
      api.purge(context.type('namespaces'), namespace);
    }
  });
  const watched = ['namespaces', 'serviceaccounts', 'configmaps'].map(plural =>
    context.watches(plural),
  );
  const unsubscribe = api.store.subscribe(event => {
    const { name, namespace } = event.object.metadata;
    if (event.resource === watched[0]) {
      // Done at once, so that a Pod created right after its namespace finds the default ServiceAccount.
      if (event.type === 'ADDED') {
        populate(name).catch(() => queue.add(name));
      } else {
        queue.add(name);
      }
    } else if (watched.includes(event.resource) && event.type === 'DELETED') {
      if (namespace) {
        queue.add(namespace);
      }
    }
  });
  return () => {
    unsubscribe();
    queue.stop();
  };
}
