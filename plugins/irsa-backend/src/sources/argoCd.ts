import { ArgoClaim, argoClaims } from './argoClaims';
import { argoPlaces } from './argoPlaces';
import { argoObstacles } from './obstacles';
import { lesser, Search, Way } from './Search';
import { fieldsOf, listOf, subjectOf, textOf, titleOf } from './subject';
import { Home, Json, KnownCluster, Subject } from './types';

const GROUP = 'argoproj.io';
/** How an Application names the cluster in which Argo CD runs. */
const ITSELF = ['https://kubernetes.default.svc', 'in-cluster'];

interface Candidate {
  application: Subject;
  object: Json;
  /** Whether its status has the object in its list. */
  listsIt: boolean;
  /** Whether it deploys to the cluster of the object; undefined when that cannot be told. */
  isHere: boolean | undefined;
}

/** Where Argo CD takes an object from, by the Application that keeps it. Argo CD may run in another known cluster. */
export const argoCd: Way = (subject, search) => {
  const { claims, copied } = argoClaims(subject);
  if (copied) {
    search.note(copied);
  }
  for (const claim of claims) {
    const candidates = candidatesOf(subject, claim, search);
    const chosen = choose(candidates, claim);
    if (chosen) {
      return homeOf(chosen, claim, search);
    }
    if (candidates.length > 0) {
      search.note(
        `Applications by the name ${claim.name} are there, but none lists ${subject.kind} ${subject.namespace}/${subject.name} of cluster ${subject.cluster}.`,
      );
    }
  }
  return undefined;
};

/** In the object's own cluster; only when there is none, in the others. */
function candidatesOf(
  subject: Subject,
  claim: ArgoClaim,
  search: Search,
): Candidate[] {
  const own = inCluster(subject.cluster, subject, claim, search);
  // Charts set that label too: it is no reason to ask other clusters.
  if (own.length > 0 || claim.isWeak) {
    return own;
  }
  return search.clusters
    .filter(({ name }) => name !== subject.cluster)
    .flatMap(({ name }) => inCluster(name, subject, claim, search));
}

function inCluster(
  cluster: string,
  subject: Subject,
  claim: ArgoClaim,
  search: Search,
): Candidate[] {
  const { name, namespace } = claim;
  const objects =
    search.objects(
      {
        what: 'objects',
        cluster,
        kind: 'Application.argoproj.io',
        namespace,
        name,
      },
      `Application ${name} of Argo CD`,
    ) ?? [];
  return objects.map(object => {
    const destination = fieldsOf(fieldsOf(object.spec).destination);
    return {
      application: subjectOf(cluster, GROUP, 'Application', object),
      object,
      listsIt: listOf(fieldsOf(object.status).resources).some(
        resource =>
          (textOf(resource.group) ?? '') === subject.group &&
          resource.kind === subject.kind &&
          (textOf(resource.namespace) ?? '') === subject.namespace &&
          resource.name === subject.name,
      ),
      isHere: isDestination(
        textOf(destination.server) ?? textOf(destination.name),
        cluster,
        subject.cluster,
        search,
      ),
    };
  });
}

function isDestination(
  destination: string | undefined,
  from: string,
  to: string,
  search: Search,
): boolean | undefined {
  const known = destinationCluster(destination, from, search.clusters);
  return known === undefined ? undefined : known === to;
}

/**
 * The known cluster that an Application deploys to; undefined when none of them is meant for sure.
 *
 * @param destination - `server` or `name` of the Application
 * @param from - the cluster in which the Application is
 */
export function destinationCluster(
  destination: string | undefined,
  from: string,
  clusters: readonly KnownCluster[],
): string | undefined {
  if (destination === undefined) {
    return undefined;
  }
  const plain = (url: string) => url.replace(/\/+$/, '').toLowerCase();
  return ITSELF.includes(plain(destination))
    ? from
    : clusters.find(
        ({ name, server }) =>
          name === destination ||
          (server !== undefined && plain(server) === plain(destination)),
      )?.name;
}

/** The Application that keeps the object: one that lists it, else the only one that the object names without doubt. */
function choose(
  candidates: readonly Candidate[],
  { isWeak }: ArgoClaim,
): Candidate | undefined {
  const here = candidates.filter(({ isHere }) => isHere !== false);
  const listing = here.filter(({ listsIt }) => listsIt);
  const best =
    listing.find(({ isHere }) => isHere) ??
    (listing.length === 1 ? listing[0] : undefined);
  if (best || isWeak || listing.length > 0) {
    return best;
  }
  return here.length === 1 ? here[0] : undefined;
}

function homeOf(
  { application, object, listsIt, isHere }: Candidate,
  claim: ArgoClaim,
  search: Search,
): Home {
  const title = titleOf('Argo CD ', application);
  const { places, hasOwnValues } = argoPlaces(object);
  const home: Home = {
    keeper: title,
    obstacles: argoObstacles(title, object),
    confidence: listsIt && isHere ? 'certain' : 'likely',
    places,
    evidence: [
      claim.evidence,
      listsIt
        ? `${title} lists it among what it keeps.`
        : `${title} has that name, but does not list it.`,
      ...(isHere === undefined
        ? [`Whether ${title} deploys to this cluster cannot be told.`]
        : []),
    ],
  };
  const maker = makerOf(application, search);
  if (maker) {
    home.evidence.push(`${maker.title} makes that Application.`);
  }
  if (hasOwnValues || places.length === 0) {
    // The values are written in the Application, so its own place counts.
    const definition = maker?.subject ?? application;
    home.evidence.push(
      hasOwnValues
        ? `Values of the chart are written in ${maker?.title ?? title} itself.`
        : `${title} names no place that could be understood.`,
    );
    const above = search.homesOf(definition);
    home.evidence.push(...above.flatMap(({ evidence }) => evidence));
    const definitions = above.flatMap(({ places: all, confidence }) => {
      home.confidence = lesser(home.confidence, confidence);
      return all.map(place =>
        place.role === 'manifests'
          ? { ...place, role: 'definition' as const }
          : place,
      );
    });
    home.places = [
      ...(hasOwnValues
        ? [
            {
              role: 'values' as const,
              host: 'cluster' as const,
              path: `${definition.kind} ${definition.namespace}/${definition.name}`,
            },
          ]
        : []),
      ...definitions,
      ...places,
    ];
  }
  return home;
}

/** The ApplicationSet that would write the Application again. */
function makerOf(
  application: Subject,
  search: Search,
): { title: string; subject: Subject } | undefined {
  const owner = application.owners.find(
    ({ kind }) => kind === 'ApplicationSet',
  );
  if (!owner?.name) {
    return undefined;
  }
  const { cluster, namespace } = application;
  const bare: Subject = {
    ...application,
    kind: 'ApplicationSet',
    name: owner.name,
    labels: {},
    annotations: {},
    owners: [],
  };
  const [object] =
    search.objects(
      {
        what: 'objects',
        cluster,
        kind: 'ApplicationSet.argoproj.io',
        namespace,
        name: owner.name,
      },
      `ApplicationSet ${namespace}/${owner.name}`,
    ) ?? [];
  const subject = object
    ? subjectOf(cluster, GROUP, 'ApplicationSet', object)
    : bare;
  return { title: titleOf('Argo CD ', bare), subject };
}
