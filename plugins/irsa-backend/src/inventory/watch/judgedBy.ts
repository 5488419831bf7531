import { WorkloadRef } from 'backstage-plugin-irsa-common';
import {
  apiVersionOf,
  KubernetesObject,
  MadeSecrets,
  objectPath,
  scalingTargetOf,
} from 'backstage-plugin-irsa-node';
import { ClusterHandle } from '../../clusters/types';
import { objectKey } from '../scan/KnownObjects';
import { Kinds } from '../scan/ClusterScanner';
import { Judged } from './applyChanges';

/** Groups whose kinds have no group in the name of a workload. */
const WITHOUT_GROUP = /^$|^apps$|^batch$|^argoproj\.io$/;

/**
 * What is judged by a custom resource: the workload whose variables it reads, and the Secrets that it makes or gives to a
 * store. Reads the resource, if its kind is one of these. Throws NotFoundError, ClusterError.
 */
export async function judgedBy(
  cluster: ClusterHandle,
  ref: WorkloadRef,
  { scalers, stores }: Pick<Kinds, 'scalers' | 'stores'>,
): Promise<Judged> {
  const kind = [...scalers, ...stores].find(
    each => `${each.kind}.${each.group}` === ref.kind,
  );
  if (!kind) {
    return { refs: [], objects: [] };
  }
  const object: KubernetesObject = {
    ...(await cluster.request<KubernetesObject>({
      path: objectPath(kind, ref.namespace, ref.name),
    })),
    apiVersion: apiVersionOf(kind),
    kind: kind.kind,
  };
  const target = scalingTargetOf(object);
  const made = new MadeSecrets();
  made.add(object);
  return {
    refs: target
      ? [
          {
            cluster: ref.cluster,
            namespace: ref.namespace,
            kind: WITHOUT_GROUP.test(target.group)
              ? target.kind
              : `${target.kind}.${target.group}`,
            name: target.name,
          },
        ]
      : [],
    objects: made.names().map(each => {
      const [namespace, name] = each.split('/');
      return objectKey(namespace, 'Secret', name);
    }),
  };
}
