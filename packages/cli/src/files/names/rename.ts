import { KubernetesObject } from 'backstage-plugin-irsa-node';
import { Version } from './Version';

/** What a kustomization puts before and behind names. */
export interface Affixes {
  prefix: string;
  suffix: string;
}

/** Kustomize leaves their names alone. */
const KEPT = new Set(['APIService', 'CustomResourceDefinition', 'Namespace']);

/** @param at - the kustomization */
export function renamed(
  version: Version,
  at: string,
  { prefix, suffix }: Affixes,
): Version {
  const { now, before, namedBy } = version;
  const { kind = '', metadata } = now;
  const name = metadata?.name ?? '';
  return (prefix || suffix) && !KEPT.has(kind)
    ? {
        ...version,
        now: withName(now, `${prefix}${name}${suffix}`),
        before: [...before, name],
        namedBy: [...namedBy, at],
      }
    : version;
}

function withName(object: KubernetesObject, name: string): KubernetesObject {
  return { ...object, metadata: { ...object.metadata, name } };
}
