import { KubernetesObject } from '../../audit/types';
import { WorkloadChanges } from '../changeManifests';
import { hookInWords, plannedObjects } from '../changeOverlay';
import { Json } from '../detach/podFields';
import { isMapValue } from './values';

/** One place of the rendered objects, as `Deployment orders: spec.…`, with what is there as JSON. */
export type Places = ReadonlyMap<string, string>;

/** What of a rendering is not as planned. */
export interface Difference {
  /** By which it is known again. */
  place: string;
  /** `left`: as before, though it was to change; `other`: changed, though it was not to, or in another way. */
  kind: 'left' | 'other';
}

/** By which charts restart Pods when what they are made of changes: https://helm.sh/docs/howto/charts_tips_and_tricks/ */
const DIGEST_PLACE =
  /^(.+?): .*metadata\.annotations\.[\w./-]*(checksum|hash)/i;
const DIGEST = /^"[0-9a-f]{32,128}"$/;

/** What rendered objects are before a change and what they are to be. */
export class Target {
  private readonly before: Places;
  private readonly planned: Places;
  private readonly volatile: ReadonlySet<string>;
  /** Annotations of the workloads that change which are digests: they may become others. */
  private readonly digests: ReadonlySet<string>;
  /** Of the ServiceAccounts that are to be made; what else the chart writes into them is its own matter. */
  private readonly fresh: readonly string[];
  private readonly namespace: string;

  /**
   * @param before - rendered twice, so that what differs each time, such as made-up passwords, is known. Throws ChangeImpossibleError when
   *   the workload is not as the plan says
   * @param namespace - of the release; objects may name it or not
   */
  constructor(
    before: readonly [readonly KubernetesObject[], readonly KubernetesObject[]],
    changes: WorkloadChanges,
    namespace: string,
  ) {
    this.namespace = namespace;
    const [once, again] = before.map(each => placesOf(each, namespace));
    this.volatile = new Set(
      [...once.keys(), ...again.keys()].filter(
        place => once.get(place) !== again.get(place),
      ),
    );
    this.before = once;
    const titles = [changes]
      .flat()
      .map(({ workload: { kind, name } }) => `${kind} ${name}`);
    this.digests = new Set(
      [...once].flatMap(([place, value]) =>
        DIGEST.test(value) &&
        titles.includes(DIGEST_PLACE.exec(place)?.[1] ?? '')
          ? [place]
          : [],
      ),
    );
    const made = [changes]
      .flat()
      .flatMap(({ serviceAccount: account }): KubernetesObject[] =>
        account?.action === 'create'
          ? [
              {
                apiVersion: 'v1',
                kind: 'ServiceAccount',
                metadata: {
                  name: account.name,
                  annotations: account.annotations,
                },
              },
            ]
          : [],
      );
    this.fresh = made.map(each => `${titleOf(each, namespace)}: `);
    this.planned = placesOf(
      [...plannedObjects(before[0], changes), ...made],
      namespace,
    );
  }

  /** What is not as planned. */
  differences(after: readonly KubernetesObject[]): Difference[] {
    const now = placesOf(after, this.namespace);
    const found: Difference[] = [];
    for (const place of new Set([...this.planned.keys(), ...now.keys()])) {
      const [wanted, present] = [this.planned.get(place), now.get(place)];
      const isOwnMatter =
        this.volatile.has(place) ||
        (this.digests.has(place) && DIGEST.test(present ?? '')) ||
        (wanted === undefined &&
          this.fresh.some(title => place.startsWith(title)));
      if (wanted !== present && !isOwnMatter) {
        found.push({
          place,
          kind: present === this.before.get(place) ? 'left' : 'other',
        });
      }
    }
    return found;
  }

  /** Objects without what differs each time, and without digests. */
  steady(objects: readonly KubernetesObject[]): KubernetesObject[] {
    const changing = new Set([...this.volatile, ...this.digests]);
    return changing.size === 0
      ? [...objects]
      : objects.map(
          object =>
            steadyValue(
              object,
              titleOf(object, this.namespace),
              changing,
            ) as KubernetesObject,
        );
  }
}

function titleOf(
  { kind, metadata }: KubernetesObject,
  releaseNamespace: string,
): string {
  const own = metadata?.namespace;
  const namespace = own && own !== releaseNamespace ? `${own}/` : '';
  return `${kind} ${namespace}${metadata?.name}${hookInWords(metadata)}`;
}

function placesOf(
  objects: readonly KubernetesObject[],
  namespace: string,
): Places {
  const places = new Map<string, string>();
  const visit = (value: unknown, place: string) => {
    if (Array.isArray(value)) {
      const keys = keysOf(value);
      if (value.length > 0 && !place.endsWith('.env')) {
        places.set(`${place} (order)`, JSON.stringify(keys));
      }
      value.forEach((item, at) => visit(item, `${place}[${keys[at]}]`));
    } else if (isMapValue(value) && Object.keys(value).length > 0) {
      for (const [key, inner] of Object.entries(value)) {
        visit(inner, `${place}.${key}`);
      }
    } else if (value !== null && value !== undefined) {
      places.set(place, JSON.stringify(value));
    }
  };
  for (const object of objects) {
    const title = titleOf(object, namespace);
    places.set(`${title}: there`, 'true');
    for (const [key, inner] of Object.entries(object)) {
      visit(inner, `${title}: ${key}`);
    }
  }
  return places;
}

/** What tells items of a list apart: their names, else what they are. */
function keysOf(list: readonly unknown[]): string[] {
  const seen = new Map<string, number>();
  return list.map((item, at) => {
    const key = isMapValue(item) ? keyOf(item) : String(at);
    const before = seen.get(key) ?? 0;
    seen.set(key, before + 1);
    return before === 0 ? key : `${key} ${before + 1}`;
  });
}

function keyOf(item: Json): string {
  for (const field of ['secretRef', 'configMapRef']) {
    const reference = item[field];
    if (isMapValue(reference)) {
      return `${field} ${reference.name}`;
    }
  }
  return [item.name, item.mountPath, item.subPath]
    .filter(each => typeof each === 'string')
    .join(' ');
}

function steadyValue(
  value: unknown,
  title: string,
  volatile: ReadonlySet<string>,
): unknown {
  const visit = (inner: unknown, place: string): unknown => {
    if (volatile.has(place)) {
      return '';
    }
    if (Array.isArray(inner)) {
      const keys = keysOf(inner);
      return inner.map((item, at) => visit(item, `${place}[${keys[at]}]`));
    }
    return isMapValue(inner)
      ? Object.fromEntries(
          Object.entries(inner).map(([key, each]) => [
            key,
            visit(each, `${place}.${key}`),
          ]),
        )
      : inner;
  };
  return isMapValue(value)
    ? Object.fromEntries(
        Object.entries(value).map(([key, inner]) => [
          key,
          visit(inner, `${title}: ${key}`),
        ]),
      )
    : value;
}
