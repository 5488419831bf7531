import {
  kindOf,
  KubernetesObject,
  ObjectName,
  writtenName,
} from 'backstage-plugin-irsa-node';
import { Manifests } from '../files/readManifests';
import { isObject } from '../json';
import { environmentsOf } from './environments';

/** Secrets and ConfigMaps that no kustomization takes over: people apply them by themselves. */
export function storedBeside({
  written,
  places,
  kustomizations,
}: Manifests): KubernetesObject[] {
  return written.filter(
    each =>
      /^(Secret|ConfigMap)$/.test(String(each.kind)) &&
      environmentsOf(places.get(each) ?? '', kustomizations).length === 0,
  );
}

/**
 * Whether kustomizations give a workload another ServiceAccount than its file does: then what is to be done there is seen only in what they
 * make of it.
 *
 * @param applied - the files with the kustomizations applied
 */
export function changedByOverlay(
  applied: Manifests,
): (object: ObjectName) => boolean {
  const changed = applied.objects.filter(each => {
    const original = applied.originalOf(each);
    return (
      original !== each &&
      writtenName(
        accountOf(each),
        String(original.metadata?.name),
        String(each.metadata?.name),
      ) !== accountOf(original) &&
      accountOf(each) !== accountOf(original)
    );
  });
  const originals = changed.map(each => applied.originalOf(each));
  return ({ kind, name }) =>
    originals.some(each => each.kind === kind && each.metadata?.name === name);
}

function accountOf(object: KubernetesObject): string {
  const spec = [
    ...(kindOf(object.kind)?.template ?? []),
    'spec',
  ].reduce<unknown>(
    (node, step) => (isObject(node) ? node[step] : undefined),
    object,
  );
  return isObject(spec) ? String(spec.serviceAccountName ?? '') : '';
}
