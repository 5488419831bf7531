import { ObjectKind, PodTemplate } from 'backstage-plugin-irsa-node';
import { objectKey } from './KnownObjects';

const SECRET: ObjectKind = 'Secret';

/**
 * The Secrets that Pods of these templates take variables or files from, as `namespace/Secret/name`. An audit asks for all of
 * them; asking for them before it saves a second audit with what is in them.
 */
export function secretsOfPods(
  namespace: string,
  templates: readonly PodTemplate[],
): Set<string> {
  const found = new Set<string>();
  const add = (name: string | undefined) => {
    if (name) {
      found.add(objectKey(namespace, SECRET, name));
    }
  };
  for (const { spec } of templates) {
    for (const { secret, projected } of spec.volumes ?? []) {
      add(secret?.secretName);
      projected?.sources?.forEach(source => add(source.secret?.name));
    }
    for (const list of [
      spec.containers,
      spec.initContainers,
      spec.ephemeralContainers,
    ]) {
      for (const { env, envFrom } of list ?? []) {
        env?.forEach(({ valueFrom }) => add(valueFrom?.secretKeyRef?.name));
        envFrom?.forEach(({ secretRef }) => add(secretRef?.name));
      }
    }
  }
  return found;
}
