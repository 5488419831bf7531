import { Entity } from '@backstage/catalog-model';

/** Annotations by which an entity says which Kubernetes objects are its own. */
const annotations = [
  'backstage.io/kubernetes-id',
  'backstage.io/kubernetes-label-selector',
];

/** Whether the tab and the card have something to show on this entity: it names its Kubernetes objects. @public */
export function isIrsaAvailable(entity: Entity): boolean {
  const own = entity.metadata.annotations ?? {};
  return annotations.some(name => name in own);
}
