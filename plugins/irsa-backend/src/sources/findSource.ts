import { WorkloadSource } from 'backstage-plugin-irsa-common';
import { kindOf } from 'backstage-plugin-irsa-node';
import { argoCd } from './argoCd';
import { fluxHelmRelease, fluxKustomization } from './flux';
import { helm } from './helm';
import { Search } from './Search';
import { Home, Look, Start, Subject } from './types';
import { SOURCE_ANNOTATION, writtenPlace } from './writtenPlace';

/**
 * Where the truth of a workload lives, by what was read so far. Pure: `look` has the answers, and undefined for what was not read yet;
 * it is called again with more answers until it asks for nothing new. What people wrote down counts only where no tool says it.
 */
export function findSource(start: Start, look: Look): WorkloadSource {
  const { workload, metadata } = start;
  const subject: Subject = {
    cluster: workload.cluster,
    group: kindOf(workload.kind)?.group ?? '',
    kind: workload.kind,
    namespace: workload.namespace,
    name: workload.name,
    labels: metadata.labels ?? {},
    annotations: metadata.annotations ?? {},
    owners: [],
  };
  const search = new Search(look, start.clusters, [
    argoCd,
    fluxHelmRelease,
    fluxKustomization,
    helm,
  ]);
  const homes = search.homesOf(subject);
  if (homes.length === 0) {
    search.note(
      'No label or annotation of it leads to Argo CD, Flux or a release of Helm that could be read.',
    );
  }
  const sure = homes.filter(({ confidence }) => confidence === 'certain');
  const told = sure.length === 1 ? sure[0] : onlyOne(homes);
  if (told && stateOf(told) === 'found') {
    return result('found', told, search);
  }
  const written = writtenHome(start, search);
  if (!told && homes.length > 0) {
    return {
      ...result('notKnown', undefined, search),
      evidence: homes.flatMap(({ evidence }) => evidence),
      missing: [
        ...search.missing,
        `Several claim it: ${homes
          .map(({ keeper }) => keeper)
          .join(', ')}. Find out which one applies it.`,
      ],
    };
  }
  if (written) {
    return result(
      written.places[0].role === 'code' ? 'partly' : 'found',
      {
        keeper: told?.keeper,
        obstacles: told?.obstacles,
        confidence: 'hint',
        places: [...written.places, ...(told?.places ?? [])],
        evidence: [...(told?.evidence ?? []), ...written.evidence],
      },
      search,
    );
  }
  if (told && search.missing.length === 0) {
    return result('partly', told, search);
  }
  return result(
    search.missing.length > 0 ? 'notKnown' : 'notFound',
    told,
    search,
  );
}

function onlyOne(homes: readonly Home[]): Home | undefined {
  return homes.length === 1 ? homes[0] : undefined;
}

/** Whether a place is known where a change can be made. */
function stateOf({ places }: Home): 'found' | 'partly' {
  return places.some(({ role, host, url }) =>
    role === 'chart'
      ? host === 'git' && url !== undefined
      : host === 'cluster' || url !== undefined,
  )
    ? 'found'
    : 'partly';
}

function result(
  state: WorkloadSource['state'],
  home: Home | undefined,
  { lookedAt, missing }: Search,
): WorkloadSource {
  return {
    state,
    ...(home ? { confidence: home.confidence, keeper: home.keeper } : {}),
    places: home?.places ?? [],
    evidence: home?.evidence ?? [],
    ...(home?.obstacles?.length ? { obstacles: home.obstacles } : {}),
    lookedAt: [...lookedAt],
    missing: [...missing],
  };
}

/** What people wrote down: on the workload, else in the catalog. */
function writtenHome(start: Start, search: Search): Home | undefined {
  const annotation = start.metadata.annotations?.[SOURCE_ANNOTATION];
  if (annotation !== undefined) {
    const place = writtenPlace(annotation);
    if (place) {
      return {
        confidence: 'hint',
        places: [{ role: 'manifests', ...place }],
        evidence: [`Its annotation ${SOURCE_ANNOTATION} names the place.`],
      };
    }
    search.note(
      `Its annotation ${SOURCE_ANNOTATION} is not the address of a folder or file, such as https://github.com/acme/deploy/tree/main/orders.`,
    );
  } else {
    search.note(`It has no annotation ${SOURCE_ANNOTATION}.`);
  }
  const { catalog } = start;
  if (!catalog) {
    search.note('No entity of the catalog is linked to it.');
    return undefined;
  }
  const place =
    catalog.url === undefined ? undefined : writtenPlace(catalog.url);
  if (!place) {
    search.note(
      catalog.url === undefined
        ? catalog.reason
        : `The source location of ${catalog.entityRef} is not the address of a repository.`,
    );
    return undefined;
  }
  return {
    confidence: 'hint',
    places: [{ role: 'code', ...place }],
    evidence: [
      `The catalog names the repository of ${catalog.entityRef}. Whether its manifests are there is not known.`,
    ],
  };
}
