import { StoreEvent } from '../store/StoreEvent';
import { ControllerContext, ControllerOptions } from './ControllerContext';
import { Workqueue } from './Workqueue';

export interface Reconciliation {
  context: ControllerContext;
  namespace: string;
  name: string;
  options: ControllerOptions;
  /** Processes this object again after this many milliseconds. */
  again(milliseconds: number): void;
}

/** One controller: its resource, and how it reconciles an object. */
export interface Controller {
  /** Plural of the resource. */
  resource: string;
  /** Kind of the resource, as in owner references. */
  kind: string;
  /** Plurals whose changes enqueue the object that controls them. */
  owns: string[];
  /** Field manager and Event source. */
  component: string;
  /** Plurals whose changes enqueue all objects (nodes, for DaemonSets). */
  wakesAll?: string[];
  reconcile(reconciliation: Reconciliation): Promise<void>;
}

/** Runs a controller on changes of the store, until the returned function is called. */
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
    // A bulk load describes an existing state. It asks for no change.
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
