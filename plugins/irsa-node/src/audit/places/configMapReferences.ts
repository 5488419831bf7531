import { ConfigMapField, configMapFieldsOf } from '../objects/configMapFields';
import { placesOf } from '../objects/placesOf';
import { toFinding } from '../toFinding';
import { AuditFinding, AuditWorld, KubernetesObject } from '../types';
import { judgeStored } from './storedObjects';

/** What has Pods or data, and names ConfigMaps in fields that are all known. */
const BUILT_IN = /^(v1|apps\/.*|batch\/.*|extensions\/.*)$/;

/**
 * ConfigMaps with an access key in them that a resource of any kind takes settings from, such as the `valuesFrom` of a
 * HelmRelease of Flux. Nothing is said of one that holds no key. ConfigMaps are read at every level.
 *
 * @param shown - findings of the object so far
 */
export function auditConfigMapReferences(
  object: KubernetesObject,
  shown: readonly AuditFinding[],
  world: AuditWorld,
): AuditFinding[] {
  if (BUILT_IN.test(object.apiVersion ?? 'v1')) {
    return [];
  }
  const done = new Set(
    shown.flatMap(({ objectKind, objectName }) =>
      objectKind === 'ConfigMap' ? [objectName] : [],
    ),
  );
  return configMapFieldsOf(object).flatMap(field => {
    const isKnown = done.has(field.name);
    const own = field.namespace ?? object.metadata?.namespace;
    const places =
      own || isKnown ? [own] : placesOf(object, field.name, world, 'ConfigMap');
    const found = isKnown
      ? []
      : places.flatMap(place => judgePlace(object, field, place, world));
    if (found.length > 0) {
      done.add(field.name);
    }
    return found;
  });
}

function judgePlace(
  object: KubernetesObject,
  { name, key, path }: ConfigMapField,
  namespace: string | undefined,
  world: AuditWorld,
): AuditFinding[] {
  const own = object.metadata?.namespace ?? '';
  const data = [...(world.dataOf('ConfigMap', namespace, name) ?? [])];
  return judgeStored(
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace } },
    new Map(key ? data.filter(([each]) => each === key) : data),
  ).map(found =>
    toFinding(object, {
      ...found,
      path,
      objectNamespace: (namespace ?? '') === own ? undefined : namespace,
      why: `${
        object.kind
      } takes settings from it: ${found.why[0].toLowerCase()}${found.why.slice(
        1,
      )}`,
    }),
  );
}
