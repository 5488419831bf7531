import {
  ChangeImpossibleError,
  FixedValue,
  KubernetesObject,
  setValueOf,
  targetPathOf,
  ValuesPlace,
} from 'backstage-plugin-irsa-node';
import { fieldsOf, listOf, textOf } from '../sources/subject';
import { Json } from '../sources/types';

/** What a HelmRelease takes from objects of its namespace, in the order of its list. */
export interface FromObjects {
  /** Whole values. */
  places: ValuesPlace[];
  /** Single values, which are laid over all others. */
  fixed: FixedValue[];
}

/** The HelmRelease and what is applied with it. */
export interface Applied {
  /** Such as `HelmRelease shop/orders`. */
  title: string;
  namespace: string;
  /** Where it is written. */
  path: string;
  /** Where it is applied from. */
  folder: string;
  /** Objects as they are written there. */
  objects: readonly { path: string; value: KubernetesObject }[];
}

/**
 * Where the values are that a HelmRelease takes from ConfigMaps and Secrets. What a Secret holds is never read, be it in Git: of a single
 * value, its place is enough. Throws ChangeImpossibleError where whole values are not known, so that a rendering would not be what runs.
 *
 * https://fluxcd.io/flux/components/helm/helmreleases/#values-references
 */
export function valuesFrom(spec: Json, applied: Applied): FromObjects {
  const found: FromObjects = { places: [], fixed: [] };
  for (const entry of listOf(spec.valuesFrom)) {
    const at = textOf(entry.targetPath);
    if (at === undefined) {
      found.places.push(wholeValues(entry, applied));
    } else {
      found.fixed.push(oneValue(entry, at, applied));
    }
  }
  return found;
}

function wholeValues(entry: Json, applied: Applied): ValuesPlace {
  const { title, namespace, path, folder } = applied;
  const { kind, name, key } = referenceOf(entry);
  const object = `${kind} ${namespace}/${name}`;
  if (kind !== 'ConfigMap') {
    throw unproven(
      `${title} takes values from ${object} (spec.valuesFrom), whose values are never read, so the change cannot be proven. Make it by hand.`,
      path,
    );
  }
  const written = writtenIn(kind, name, applied);
  if (!written) {
    throw unproven(
      `${title} takes values from ${object} (spec.valuesFrom), which is not written in ${
        folder || 'the root'
      } as it is applied, so what Helm renders is not known here. Make the change by hand.`,
      path,
    );
  }
  if (isEncrypted(written.value)) {
    throw unproven(
      `${title} takes values from ${object} (spec.valuesFrom), which SOPS has encrypted, so what Helm renders is not known here. Make the change by hand.`,
      written.path,
    );
  }
  if (typeof fieldsOf(written.value.data)[key] !== 'string') {
    throw unproven(
      `${title} takes values from ${key} of ${object} (spec.valuesFrom), which is not there. Mend it first.`,
      written.path,
    );
  }
  return {
    path: written.path,
    object: { kind, name, namespace },
    within: ['data', key],
  };
}

function oneValue(entry: Json, target: string, applied: Applied): FixedValue {
  const { title, namespace, path } = applied;
  const { kind, name, key } = referenceOf(entry);
  const from = `${key} of ${kind} ${namespace}/${name} (targetPath in spec.valuesFrom of ${title})`;
  const at = targetPathOf(target);
  if (!at) {
    throw unproven(
      `${title} puts ${key} of ${kind} ${namespace}/${name} at ${target} (spec.valuesFrom), which is not understood here. Make the change by hand.`,
      path,
    );
  }
  const fixed: FixedValue = {
    at,
    from,
    ...(entry.optional === true ? { optional: true } : {}),
  };
  const written =
    kind === 'ConfigMap' ? writtenIn(kind, name, applied) : undefined;
  if (!written || isEncrypted(written.value)) {
    return fixed;
  }
  const text = fieldsOf(written.value.data)[key];
  const known =
    typeof text === 'string'
      ? setValueOf(text, entry.literal === true)
      : undefined;
  if (!known) {
    throw unproven(
      `${title} takes ${from}, which ${
        typeof text === 'string'
          ? 'is written in a form that is not understood here'
          : 'is not there'
      }. Make the change by hand.`,
      written.path,
    );
  }
  return { ...fixed, known };
}

function referenceOf(entry: Json): { kind: string; name: string; key: string } {
  return {
    kind: textOf(entry.kind) ?? 'ConfigMap',
    name: textOf(entry.name) ?? '',
    key: textOf(entry.valuesKey) ?? 'values.yaml',
  };
}

function isEncrypted({ sops }: Json): boolean {
  return sops !== undefined;
}

/** An object as it is written; undefined when it is not there. Throws ChangeImpossibleError when it is there more than once. */
function writtenIn(
  kind: string,
  name: string,
  { objects, namespace, title, path, folder }: Applied,
): { path: string; value: Json } | undefined {
  const found = objects.filter(
    ({ value }) =>
      value.kind === kind &&
      value.metadata?.name === name &&
      (value.metadata.namespace ?? namespace) === namespace,
  );
  if (found.length > 1) {
    throw new ChangeImpossibleError(
      'ambiguous',
      `${title} takes values from ${kind} ${namespace}/${name}, which is ${
        found.length
      } times in files of ${
        folder || 'the root'
      } as it is applied. Make the change by hand.`,
      { path },
    );
  }
  return found.length === 0
    ? undefined
    : { path: found[0].path, value: found[0].value as Json };
}

function unproven(message: string, path: string): ChangeImpossibleError {
  return new ChangeImpossibleError('unproven', message, { path });
}
