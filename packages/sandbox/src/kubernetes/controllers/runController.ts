import { StoreEvent } from '../store/StoreEvent';
import { ControllerContext, ControllerOptions } from './ControllerContext';
import { Workqueue } from './Workqueue';

export interface Reconciliation {
  context: ControllerContext;
  namespace: string;
  name: string;
  options: ControllerOptions;
  /** Looks at this object once more after so many milliseconds. */
  again(milliseconds: number): void;
}

/** One controller: which resource it looks after, and what it does to bring an object where it should be. */
export interface Controller {
  /** Plural of the resource it looks after. */
  resource: string;
  /** Its kind, as owner references name it. */
  kind: string;
  /** Plurals whose changes wake the object that controls them. */
  owns: string[];
  /** Field manager and Event source. */
  component: string;
  /** Plurals whose every change wakes all objects (nodes, for DaemonSets). */
  wakesAll?: string[];
  reconcile(reconciliation: Reconciliation): Promise<void>;
}

/** Runs a controller on the store's changes until the returned function is called. */
export function runController(
  controller: Controller,
  options: ControllerOptions,
): () => void {
  const context = new ControllerContext(options.api, controller.component);
  const queue = new Workqueue(async key => {
    const [namespace, name] = key.split('/');
    await controller.reconcile({
      context,
      namespace,
      name,
      options,
      again: milliseconds => queue.addAfter(key, milliseconds),
    });
  });
  const own = context.watches(controller.resource);
  const owned = new Set(controller.owns.map(plural => context.watches(plural)));
  const wakers = new Set(
    (controller.wakesAll ?? []).map(plural => context.watches(plural)),
  );
  const see = ({ resource, object, loaded }: StoreEvent) => {
    // A bulk load shows what there is already; it is nobody's wish to change it.
    if (loaded) {
      return;
    }
    const { namespace, name, ownerReferences = [] } = object.metadata;
    if (resource === own) {
      queue.add(`${namespace}/${name}`);
    }
    if (owned.has(resource)) {
      for (const reference of ownerReferences) {
        if (reference.controller && reference.kind === controller.kind) {
          queue.add(`${namespace}/${reference.name}`);
        }
      }
    }
    if (wakers.has(resource)) {
      context
        .list(controller.resource)
        .forEach(({ metadata }) =>
          queue.add(`${metadata.namespace}/${metadata.name}`),
        );
    }
  };
  const unsubscribe = options.api.store.subscribe(see);
  return () => {
    unsubscribe();
    queue.stop();
  };
}
