import { hostKind, isStoreEndpointName } from '../../audit/values/endpoints';
import { KubernetesObject } from '../../audit/types';
import { dataKeysOf } from '../../kubernetes/dataKeys';
import { containersOf, Json, listOf } from '../detach/podFields';
import { sourceOf } from '../detach/sourceOf';
import { podSpecPath } from '../listChanges';
import { isHidden } from './TerraformFolder';

/**
 * The variable of a workload by which its calls go to a store that the files do not tell, such as `AWS_ENDPOINT_URL = var.endpoint`: its
 * key may then be that of another store. Undefined when there is none.
 *
 * @param objects - all of the folder
 */
export function hiddenEndpoint(
  workload: KubernetesObject,
  objects: readonly KubernetesObject[],
): string | undefined {
  const spec = podSpecPath(String(workload.kind)).reduce<Json>(
    (node, field) => (node[field] ?? {}) as Json,
    workload as Json,
  );
  const unknownIn = (kind: string, name: unknown) =>
    objects
      .filter(
        each =>
          each.kind === kind &&
          each.metadata?.name === name &&
          each.metadata?.namespace === workload.metadata?.namespace,
      )
      .flatMap(({ metadata }) => dataKeysOf(metadata) ?? []);
  for (const { container } of containersOf(spec)) {
    for (const { name, value, valueFrom } of listOf(container, 'env')) {
      const { configMapKeyRef, secretKeyRef } = (valueFrom ?? {}) as Record<
        string,
        Json | undefined
      >;
      const isUnknown =
        (isHidden(value) && hostKind(String(value)) !== 'aws') ||
        unknownIn('ConfigMap', configMapKeyRef?.name).includes(
          String(configMapKeyRef?.key),
        ) ||
        unknownIn('Secret', secretKeyRef?.name).includes(
          String(secretKeyRef?.key),
        );
      if (isUnknown && isStoreEndpointName(String(name))) {
        return String(name);
      }
    }
    for (const element of listOf(container, 'envFrom')) {
      const { kind, name, prefix } = sourceOf(element);
      const found = unknownIn(kind, name)
        .map(key => prefix + key)
        .find(isStoreEndpointName);
      if (found) {
        return found;
      }
    }
  }
  return undefined;
}
