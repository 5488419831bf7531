import { configMapFieldsOf } from '../objects/configMapFields';
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
  return configMapFieldsOf(object).flatMap(({ name, key, path, ...field }) => {
    const own = object.metadata?.namespace;
    const namespace = field.namespace ?? own;
    const data = done.has(name)
      ? undefined
      : world.dataOf('ConfigMap', namespace, name);
    done.add(name);
    const taken = key
      ? new Map([...(data ?? [])].filter(([each]) => each === key))
      : data ?? new Map();
    return judgeStored(
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace } },
      taken,
    ).map(found =>
      toFinding(object, {
        ...found,
        path,
        objectNamespace:
          (namespace ?? '') === (own ?? '') ? undefined : namespace,
        why: `${
          object.kind
        } takes settings from it: ${found.why[0].toLowerCase()}${found.why.slice(
          1,
        )}`,
      }),
    );
  });
}
