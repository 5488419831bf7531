import { ObjectPlace } from '../../detect/copies';
import { valuesAt } from '../customResources/paths';
import { KubernetesObject } from '../types';
import { isRecord, textOf } from './records';

/** A copy of a Secret that a resource asks for. */
export interface CopyOfSecret {
  /** `*`: in many namespaces. */
  namespace: string;
  name: string;
  source: ObjectPlace;
}

/** The copies of Secrets that a resource asks for: a policy of Kyverno, or a SecretImport of Carvel. Pure. */
export function copiesMadeBy(object: KubernetesObject): CopyOfSecret[] {
  const { kind, metadata, spec } = object;
  const { namespace = '', name = '' } = metadata ?? {};
  const apiVersion = textOf(object.apiVersion);
  if (apiVersion.startsWith('secretgen.carvel.dev/')) {
    const from = isRecord(spec) ? textOf(spec.fromNamespace) : '';
    return kind === 'SecretImport' && from
      ? [{ namespace, name, source: { namespace: from, name } }]
      : [];
  }
  return apiVersion.startsWith('kyverno.io/')
    ? valuesAt(object, 'spec.rules.*.generate').flatMap(({ value }) =>
        cloneIn(value),
      )
    : [];
}

function cloneIn(rule: unknown): CopyOfSecret[] {
  if (!isRecord(rule) || rule.kind !== 'Secret' || !isRecord(rule.clone)) {
    return [];
  }
  const namespace = textOf(rule.namespace);
  const source = {
    namespace: textOf(rule.clone.namespace),
    name: textOf(rule.clone.name),
  };
  return source.name
    ? [
        {
          // One of the resource that the rule reacts to.
          namespace: namespace.includes('{{') ? '*' : namespace,
          name: textOf(rule.name) || source.name,
          source,
        },
      ]
    : [];
}
