import { systemContext } from '../api/RequestContext';
import { CLEANUP, isServed, typesOf } from '../resources/customTypes';
import { KubeObject } from '../types';
import { ControllerContext, ControllerOptions } from './ControllerContext';
import { Workqueue } from './Workqueue';

const AGAIN = 100;

/** Deletes the objects of a definition that is being deleted, and then removes its finalizer. */
export function definitionController({ api }: ControllerOptions): () => void {
  const context = new ControllerContext(api, 'kube-apiserver');
  const plural = 'customresourcedefinitions';
  const instancesOf = (definition: KubeObject) => {
    const [type] = isServed(definition) ? typesOf(definition) : [];
    return { type, items: type ? api.store.list(type) : [] };
  };
  const queue = new Workqueue(async name => {
    const definition = context.find(plural, undefined, name);
    const { deletionTimestamp, finalizers } = definition?.metadata ?? {};
    if (!definition || !deletionTimestamp) {
      return;
    }
    if (!finalizers?.includes(CLEANUP)) {
      return;
    }
    const { type, items } = instancesOf(definition);
    for (const { metadata } of items) {
      if (metadata.deletionTimestamp) {
        continue;
      }
      await api.delete(
        type,
        metadata.namespace,
        metadata.name,
        {},
        systemContext(context.component),
      );
    }
    if (instancesOf(definition).items.length) {
      queue.addAfter(name, AGAIN);
      return;
    }
    await context.update(plural, {
      ...definition,
      metadata: {
        ...definition.metadata,
        finalizers: finalizers.filter(finalizer => finalizer !== CLEANUP),
      },
    });
  });
  const resource = context.watches(plural);
  const unsubscribe = api.store.subscribe(event => {
    if (event.resource === resource) {
      queue.add(event.object.metadata.name);
    }
  });
  return () => {
    unsubscribe();
    queue.stop();
  };
}
