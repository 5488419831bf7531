import { WorkloadSource } from 'backstage-plugin-irsa-common';
import { findSource } from '../findSource';
import { fieldsOf } from '../subject';
import { Answer, Json, Lookup, ReleaseFacts, Start } from '../types';

/** What the clusters of a test have. Kinds in `forbidden` may not be read. */
export interface Universe {
  start?: Partial<Start>;
  objects?: Record<string, readonly Json[]>;
  releases?: Record<string, ReleaseFacts>;
  forbidden?: readonly string[];
}

/** An object of a kind such as `Application.argoproj.io`, for `universe.objects[cluster]`. */
export function made(
  kind: string,
  name: string,
  fields: { metadata?: Json; spec?: Json; status?: Json } = {},
  namespace = kind.startsWith('App') ? 'argocd' : 'flux-system',
): Json {
  const { metadata, ...rest } = fields;
  return { kind, metadata: { name, namespace, ...metadata }, ...rest };
}

export function answerOf(universe: Universe, lookup: Lookup): Answer {
  if (lookup.what === 'release') {
    const release = universe.releases?.[`${lookup.namespace}/${lookup.name}`];
    return release ? { state: 'release', release } : { state: 'absent' };
  }
  if (universe.forbidden?.includes(lookup.kind)) {
    return { state: 'notRead', why: `The portal may not list ${lookup.kind}.` };
  }
  const objects = (universe.objects?.[lookup.cluster] ?? []).filter(object => {
    const metadata = fieldsOf(object.metadata);
    return (
      object.kind === lookup.kind &&
      metadata.name === lookup.name &&
      (lookup.namespace === undefined ||
        metadata.namespace === lookup.namespace)
    );
  });
  return { state: 'found', objects };
}

/** The source of Deployment shop/orders of cluster eu, in a universe that is read in full at once. */
export function sourceIn(
  universe: Universe,
  metadata: Start['metadata'],
): WorkloadSource {
  return findSource(startIn(universe, metadata), lookup =>
    answerOf(universe, lookup),
  );
}

export function startIn(
  universe: Universe,
  metadata: Start['metadata'],
): Start {
  return {
    workload: {
      cluster: 'eu',
      namespace: 'shop',
      kind: 'Deployment',
      name: 'orders',
    },
    metadata,
    clusters: [
      { name: 'eu', server: 'https://eu.example.com' },
      { name: 'hub', server: 'https://hub.example.com' },
    ],
    ...universe.start,
  };
}
