import { SourcePlace } from 'backstage-plugin-irsa-common';
import { plainUrl } from './plainUrl';
import { joined } from './argoPlaces';
import { fluxObstacles, Obstacle } from './obstacles';
import { lesser, Search, Way } from './Search';
import { fieldsOf, listOf, subjectOf, textOf, titleOf } from './subject';
import { Home, Json, SourceKind, Subject } from './types';

const SOURCES = [
  'GitRepository',
  'OCIRepository',
  'Bucket',
  'HelmRepository',
  'HelmChart',
  'ExternalArtifact',
] as const;

const HOSTS = {
  GitRepository: 'git',
  OCIRepository: 'oci',
  Bucket: 'bucket',
  HelmRepository: 'helm',
  HelmChart: 'helm',
  ExternalArtifact: 'unknown',
} as const;

/** Where a Kustomization of Flux takes an object from. https://fluxcd.io/flux/components/kustomize/kustomizations/ */
export const fluxKustomization: Way = (subject, search) => {
  const kept = keeperOf(subject, search, {
    kind: 'Kustomization',
    group: 'kustomize.toolkit.fluxcd.io',
  });
  if (!kept) {
    return undefined;
  }
  const { keeper, object, title, evidence } = kept;
  const spec = fieldsOf(object.spec);
  const status = fieldsOf(object.status);
  const id = [
    subject.namespace,
    subject.name,
    subject.group,
    subject.kind,
  ].join('_');
  const listsIt = listOf(fieldsOf(status.inventory).entries).some(
    entry => entry.id === id,
  );
  const obstacles = fluxObstacles(keeper, object);
  const source = referredSource(spec.sourceRef, keeper, search, obstacles);
  return {
    keeper: title,
    obstacles,
    confidence: listsIt ? 'certain' : 'likely',
    places: source
      ? [
          {
            role: 'manifests',
            ...source,
            path: joined(textOf(spec.path) ?? '', ''),
            live: textOf(status.lastAppliedRevision) ?? source.live,
            // kustomize-controller writes a kustomization where there is none.
            format: 'kustomize',
          },
        ]
      : [],
    evidence: [
      evidence,
      listsIt
        ? `${title} lists it among what it keeps.`
        : `${title} is there, but does not list it.`,
    ],
  };
};

/** Where a HelmRelease of Flux takes an object from. https://fluxcd.io/flux/components/helm/helmreleases/ */
export const fluxHelmRelease: Way = (subject, search) => {
  const kept = keeperOf(subject, search, {
    kind: 'HelmRelease',
    group: 'helm.toolkit.fluxcd.io',
  });
  if (!kept) {
    return undefined;
  }
  const { keeper, object, title, evidence } = kept;
  const spec = fieldsOf(object.spec);
  const obstacles = fluxObstacles(keeper, object);
  const chart = chartOf(spec, keeper, search, obstacles);
  const history = listOf(fieldsOf(object.status).history);
  const above = search.homesOf(keeper);
  const home: Home = {
    keeper: title,
    obstacles,
    // A release keeps no list of its objects; its name and namespace are Flux's own labels.
    confidence: history.length > 0 ? 'certain' : 'likely',
    places: [
      {
        role: 'values',
        host: 'cluster',
        path: `HelmRelease ${keeper.namespace}/${keeper.name}`,
      },
    ],
    evidence: [
      evidence,
      history.length > 0
        ? `${title} has released it.`
        : `${title} is there, but tells of no release.`,
    ],
  };
  for (const from of listOf(spec.valuesFrom)) {
    const read = valuesOf(from, keeper, search);
    const isNew = !home.places.some(({ path }) => path === read?.path);
    if (read && isNew) {
      home.places.push({ role: 'values', host: 'cluster', path: read.path });
    }
    home.evidence.push(...(read?.evidence ?? []));
  }
  home.evidence.push(...above.flatMap(each => each.evidence));
  for (const { places, confidence, obstacles: others = [] } of above) {
    home.confidence = lesser(home.confidence, confidence);
    // What a release does not make any more, Helm deletes.
    obstacles.push(...others.filter(({ stops }) => stops === 'changes'));
    home.places.push(
      ...places.map(place =>
        place.role === 'manifests'
          ? { ...place, role: 'definition' as const }
          : place,
      ),
    );
  }
  if (chart) {
    home.places.push({ ...chart, release: releaseOf(spec, keeper) });
  }
  return home;
};

/**
 * An object that values of a release come from, and who keeps it. A single value (`targetPath`) is over all that the release writes, so it is
 * changed in that object.
 *
 * https://fluxcd.io/flux/components/helm/helmreleases/#values-references
 */
function valuesOf(
  from: Json,
  { cluster, namespace }: Subject,
  search: Search,
): { path: string; evidence: string[] } | undefined {
  const name = textOf(from.name);
  if (!name) {
    return undefined;
  }
  const kind = from.kind === 'Secret' ? 'Secret' : 'ConfigMap';
  const path = `${kind} ${namespace}/${name}`;
  const target = textOf(from.targetPath);
  const key = textOf(from.valuesKey) ?? 'values.yaml';
  const [object] =
    search.objects({ what: 'marks', cluster, kind, namespace, name }, path) ??
    [];
  const keepers = object
    ? search.homesOf(subjectOf(cluster, '', kind, object))
    : [];
  return {
    path,
    evidence: [
      target
        ? `The value ${target} comes from ${key} of ${path} (spec.valuesFrom), over all that the release writes: it is changed there.`
        : `Values come from ${key} of ${path} (spec.valuesFrom).`,
      ...keepers.map(
        ({ keeper, places: [place] }) =>
          `${path} is kept by ${keeper ?? 'something'}${
            place?.url
              ? ` from ${place.url}${place.path ? ` (${place.path})` : ''}`
              : ''
          }.`,
      ),
    ],
  };
}

/** How helm-controller calls a release. https://fluxcd.io/flux/components/helm/helmreleases/#release-name */
function releaseOf(
  spec: Json,
  { name, namespace }: Subject,
): { name: string; namespace: string } {
  const target = textOf(spec.targetNamespace);
  return {
    name: textOf(spec.releaseName) ?? (target ? `${target}-${name}` : name),
    namespace: target ?? namespace,
  };
}

function keeperOf(
  subject: Subject,
  search: Search,
  { kind, group }: { kind: 'Kustomization' | 'HelmRelease'; group: string },
):
  | { keeper: Subject; object: Json; title: string; evidence: string }
  | undefined {
  const name = subject.labels[`${group}/name`];
  const namespace = subject.labels[`${group}/namespace`];
  if (!name || !namespace) {
    return undefined;
  }
  const { cluster } = subject;
  const [object] =
    search.objects(
      {
        what: 'objects',
        cluster,
        kind: `${kind}.${group}` as SourceKind,
        namespace,
        name,
      },
      `${kind} ${namespace}/${name} of Flux`,
    ) ?? [];
  if (!object) {
    return undefined;
  }
  const keeper = subjectOf(cluster, group, kind, object);
  return {
    keeper,
    object,
    title: titleOf('Flux ', keeper),
    evidence: `Its labels ${group}/… name the ${kind} ${namespace}/${name}.`,
  };
}

type SourceFields = Pick<SourcePlace, 'host' | 'url' | 'revision' | 'live'>;

/** The repository that `sourceRef` names. @param obstacles - gets what keeps it from being fetched */
function referredSource(
  reference: unknown,
  from: Subject,
  search: Search,
  obstacles: Obstacle[],
): SourceFields | undefined {
  const read = readReferred(reference, from, search);
  if (read) {
    obstacles.push(...fluxObstacles(read.subject, read.object));
  }
  if (read?.kind === 'ExternalArtifact') {
    noteMaker(read.subject, fieldsOf(read.object.spec), search);
  }
  return read && fluxSource(read.kind, read.object);
}

/**
 * An ExternalArtifact says what makes it, and not of which files.
 *
 * https://fluxcd.io/flux/components/source/externalartifacts/
 */
function noteMaker(artifact: Subject, spec: Json, search: Search): void {
  const { kind, name, namespace } = fieldsOf(spec.sourceRef);
  const maker =
    textOf(kind) && textOf(name)
      ? `${kind} ${textOf(namespace) ?? artifact.namespace}/${name} makes`
      : 'something that it does not name makes';
  search.note(
    `Its files come from ${titleOf(
      '',
      artifact,
    )}, which ${maker}; of which repositories is not followed. Write down the place with the annotation irsa.portal/source.`,
  );
}

/** What a source of Flux says of its place. Pure. */
export function fluxSource(
  kind: (typeof SOURCES)[number],
  object: Json,
): SourceFields {
  const spec = fieldsOf(object.spec);
  const artifact = fieldsOf(fieldsOf(object.status).artifact);
  const live = textOf(artifact.revision);
  if (kind === 'ExternalArtifact') {
    return { host: 'unknown', live };
  }
  if (kind === 'Bucket') {
    const [endpoint, bucket] = [textOf(spec.endpoint), textOf(spec.bucketName)];
    return {
      host: 'bucket',
      url: endpoint && bucket && plainUrl(`https://${endpoint}/${bucket}`),
      live,
    };
  }
  const url = plainUrl(textOf(spec.url) ?? '');
  const ref = fieldsOf(spec.ref);
  // The order in which source-controller decides.
  const named =
    kind === 'OCIRepository'
      ? ['digest', 'semver', 'tag']
      : ['commit', 'name', 'semver', 'tag', 'branch'];
  const revision = named.map(field => textOf(ref[field])).find(Boolean);
  return {
    host: HOSTS[kind],
    url,
    revision:
      revision ??
      { GitRepository: 'master', OCIRepository: 'latest' }[kind as string],
    live,
  };
}

function readReferred(
  reference: unknown,
  from: Subject,
  search: Search,
):
  | { kind: (typeof SOURCES)[number]; object: Json; subject: Subject }
  | undefined {
  const { kind: wanted, name: given, namespace: other } = fieldsOf(reference);
  const kind = SOURCES.find(each => each === wanted);
  const name = textOf(given);
  if (!kind || !name) {
    return undefined;
  }
  const namespace = textOf(other) ?? from.namespace;
  const group = 'source.toolkit.fluxcd.io';
  const [object] =
    search.objects(
      {
        what: 'objects',
        cluster: from.cluster,
        kind: `${kind}.${group}`,
        namespace,
        name,
      },
      `${kind} ${namespace}/${name} of Flux`,
    ) ?? [];
  return (
    object && {
      kind,
      object,
      subject: subjectOf(from.cluster, group, kind, object),
    }
  );
}

/** The chart of a release: by `spec.chart` or by `spec.chartRef`. */
function chartOf(
  spec: Json,
  keeper: Subject,
  search: Search,
  obstacles: Obstacle[],
): SourcePlace | undefined {
  const reference = fieldsOf(spec.chartRef);
  if (reference.kind === 'HelmChart') {
    const read = readReferred(reference, keeper, search);
    return (
      read &&
      chartFrom(fieldsOf(read.object.spec), read.subject, search, obstacles)
    );
  }
  if (reference.kind !== undefined) {
    const source = referredSource(reference, keeper, search, obstacles);
    return source && { role: 'chart', ...source, format: 'helm' };
  }
  return chartFrom(
    fieldsOf(fieldsOf(spec.chart).spec),
    keeper,
    search,
    obstacles,
  );
}

function chartFrom(
  spec: Json,
  from: Subject,
  search: Search,
  obstacles: Obstacle[],
): SourcePlace | undefined {
  const chart = textOf(spec.chart);
  if (!chart) {
    return undefined;
  }
  const source = referredSource(spec.sourceRef, from, search, obstacles);
  const isPath = source?.host === 'git' || source?.host === 'bucket';
  return {
    role: 'chart',
    ...(source ?? { host: 'unknown' }),
    format: 'helm',
    ...(isPath
      ? { path: joined(chart, '') }
      : { chart, version: textOf(spec.version) }),
  };
}
