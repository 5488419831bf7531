import { SourcePlace } from 'backstage-plugin-irsa-common';
import { destinationCluster } from './argoCd';
import { argoPlaces, joined } from './argoPlaces';
import { fluxSource } from './flux';
import { fieldsOf, listOf, subjectOf, textOf, titleOf } from './subject';
import { Json, KnownCluster } from './types';

/** Something that brings a place in Git into a cluster. */
export interface Feeder {
  /** Such as `Argo CD Application argocd/orders`. */
  keeper: string;
  /** The cluster of the portal that it writes to; undefined when the portal knows none by that address. */
  cluster?: string;
  /** What its settings call that cluster, for people. */
  destination: string;
  /** The namespace of objects that name none, or of all of them. */
  namespace?: string;
  role: SourcePlace['role'];
  url: string;
  /** Branch, tag or commit; absent for the default branch. */
  revision?: string;
  /** Below the root; `''` is the root. */
  path: string;
  format?: SourcePlace['format'];
  /** Whether it takes what is in folders below too. */
  recurses: boolean;
}

/** Objects of one cluster by kind, such as `Application`. */
export type ReadObjects = ReadonlyMap<string, readonly Json[]>;

/**
 * Everything that the Applications of Argo CD and the Kustomizations and releases of Flux in one cluster take from Git. Pure.
 *
 * @param clusters - all that the portal knows: Argo CD may write to others
 */
export function feedersIn(
  cluster: string,
  objects: ReadObjects,
  clusters: readonly KnownCluster[],
): Feeder[] {
  return [
    ...(objects.get('Application') ?? []).flatMap(object =>
      ofArgo(cluster, object, clusters),
    ),
    ...(objects.get('Kustomization') ?? []).flatMap(object =>
      ofKustomization(cluster, object, objects),
    ),
    ...(objects.get('HelmRelease') ?? []).flatMap(object =>
      ofHelmRelease(cluster, object, objects),
    ),
  ];
}

function ofArgo(
  cluster: string,
  application: Json,
  clusters: readonly KnownCluster[],
): Feeder[] {
  const spec = fieldsOf(application.spec);
  const destination = fieldsOf(spec.destination);
  const named = textOf(destination.server) ?? textOf(destination.name);
  const several = listOf(spec.sources);
  const sources = several.length > 0 ? several : [fieldsOf(spec.source)];
  return argoPlaces(application).places.flatMap(place => {
    if (place.url === undefined || place.host !== 'git') {
      return [];
    }
    const path = joined(place.path ?? '', '');
    const { directory } =
      sources.find(each => joined(textOf(each.path) ?? '', '') === path) ?? {};
    return {
      keeper: titleOf(
        'Argo CD ',
        subjectOf(cluster, 'argoproj.io', 'Application', application),
      ),
      cluster: destinationCluster(named, cluster, clusters),
      destination: named ?? 'a cluster that it does not name',
      namespace: textOf(destination.namespace),
      role: place.role,
      url: place.url,
      revision: place.revision,
      path,
      format: place.format,
      // https://argo-cd.readthedocs.io/en/stable/user-guide/directory/
      recurses:
        place.format !== 'manifests' || fieldsOf(directory).recurse === true,
    };
  });
}

function ofKustomization(
  cluster: string,
  object: Json,
  objects: ReadObjects,
): Feeder[] {
  const spec = fieldsOf(object.spec);
  const place = gitOf(spec.sourceRef, object, objects);
  return place
    ? [
        {
          ...fluxFeeder(cluster, 'Kustomization', object),
          ...place,
          role: 'manifests',
          path: joined(textOf(spec.path) ?? '', ''),
          format: 'kustomize',
        },
      ]
    : [];
}

function ofHelmRelease(
  cluster: string,
  object: Json,
  objects: ReadObjects,
): Feeder[] {
  const spec = fieldsOf(object.spec);
  const reference = fieldsOf(spec.chartRef);
  const referred =
    reference.kind === 'HelmChart'
      ? referredObject(objects, 'HelmChart', reference, object)
      : undefined;
  const chart = referred
    ? fieldsOf(referred.spec)
    : fieldsOf(fieldsOf(spec.chart).spec);
  const place = gitOf(chart.sourceRef, referred ?? object, objects);
  if (!place) {
    return [];
  }
  const base = fluxFeeder(cluster, 'HelmRelease', object);
  const files = Array.isArray(chart.valuesFiles) ? chart.valuesFiles : [];
  return [
    {
      ...base,
      ...place,
      role: 'chart',
      path: joined(textOf(chart.chart) ?? '', ''),
      format: 'helm',
    },
    ...files.flatMap(file =>
      textOf(file)
        ? [
            {
              ...base,
              ...place,
              role: 'values' as const,
              path: joined(textOf(file)!, ''),
            },
          ]
        : [],
    ),
  ];
}

function fluxFeeder(cluster: string, kind: string, object: Json) {
  const spec = fieldsOf(object.spec);
  const isElsewhere = spec.kubeConfig !== undefined;
  return {
    keeper: titleOf('Flux ', subjectOf(cluster, '', kind, object)),
    // https://fluxcd.io/flux/components/kustomize/kustomizations/#kubeconfig-remote-clusters
    cluster: isElsewhere ? undefined : cluster,
    destination: isElsewhere ? 'the cluster of its kubeConfig' : cluster,
    namespace: textOf(spec.targetNamespace),
    recurses: true,
  };
}

function gitOf(
  reference: unknown,
  from: Json,
  objects: ReadObjects,
): Pick<Feeder, 'url' | 'revision'> | undefined {
  if (fieldsOf(reference).kind !== 'GitRepository') {
    return undefined;
  }
  const object = referredObject(objects, 'GitRepository', reference, from);
  const { url, revision } = object ? fluxSource('GitRepository', object) : {};
  return url === undefined ? undefined : { url, revision };
}

function referredObject(
  objects: ReadObjects,
  kind: string,
  reference: unknown,
  from: Json,
): Json | undefined {
  const { name, namespace } = fieldsOf(reference);
  const wanted = namespace ?? fieldsOf(from.metadata).namespace;
  return (objects.get(kind) ?? []).find(({ metadata }) => {
    const found = fieldsOf(metadata);
    return found.name === name && found.namespace === wanted;
  });
}
