import {
  apiVersionOf,
  isClusterError,
  isNotThere,
  isOfOtherType,
  KINDS,
  listPath,
  ObjectData,
} from 'backstage-plugin-irsa-node';
import { readFacts, readFactsOfNamespace } from '../../clusters/readSecret';
import { ClusterHandle } from '../../clusters/types';
import { Breather } from '../../shared/Breather';
import { forEachLimited } from '../../shared/forEachLimited';
import { ClusterReader } from './ClusterReader';
import { FactsMemory } from './FactsMemory';
import { KnownObjects, objectKey, parseObjectKey } from './KnownObjects';

/** Facts of an object's values, or why there are none. */
export type ReadResult = ObjectData | 'forbidden' | 'gone';

/** A namespace is listed when so many of its Secrets are wanted at once, and when they are so large a part of those not read. */
const MANY = 8;
const LARGE_PART = 1 / 2;
/** Objects between two looks at the clock. */
const SOME = 256;
/** Namespaces that are listed at the same time, each a page. */
const LISTS = 2;

/**
 * Reads the values of Secrets and ConfigMaps, each once, and keeps the facts. Where most Secrets of a namespace are wanted,
 * one list answers for all of them.
 */
export class ObjectReads {
  private readonly running = new Map<string, Promise<ReadResult>>();
  private readonly done = new Map<string, ReadResult>();
  private readonly listed = new Set<string>();
  /** Whether single Secrets may be read everywhere, so that a list reads nothing that the portal may not. */
  private mayReadAll?: Promise<boolean>;
  private secrets?: ReadonlyMap<string, readonly string[]>;

  constructor(
    private readonly options: {
      cluster: ClusterHandle;
      reader: ClusterReader;
      objects: KnownObjects;
      memory: FactsMemory;
    },
  ) {}

  /** What is known of an object without asking: read in this scan, or before and unchanged since. */
  get(key: string): ObjectData | undefined {
    const { objects, memory } = this.options;
    const { resourceVersion = '' } = objects.get(key) ?? {};
    const done = this.done.get(key);
    if (done === undefined || typeof done === 'string') {
      return resourceVersion ? memory.get(key, resourceVersion) : undefined;
    }
    if (resourceVersion) {
      memory.set(key, resourceVersion, done);
    }
    return done;
  }

  has(key: string): boolean {
    const { objects, memory } = this.options;
    const { resourceVersion = '' } = objects.get(key) ?? {};
    const done = this.done.get(key);
    return (
      (done !== undefined && typeof done !== 'string') ||
      (resourceVersion !== '' && memory.has(key, resourceVersion))
    );
  }

  /** Throws ClusterError. */
  read(key: string): Promise<ReadResult> {
    const known = this.running.get(key) ?? this.readNow(key);
    this.running.set(key, known);
    return known;
  }

  /** Lists the namespaces of which many of these objects are. What fails is read one by one, when it is asked for. */
  async ahead(keys: Iterable<string>, signal?: AbortSignal): Promise<void> {
    const wanted = new Map<string, number>();
    for (const key of keys) {
      const { namespace, kind } = parseObjectKey(key);
      if (kind === 'Secret' && !this.running.has(key) && !this.has(key)) {
        wanted.set(namespace, (wanted.get(namespace) ?? 0) + 1);
      }
    }
    const some = [...wanted].filter(
      ([namespace, count]) => count >= MANY && !this.listed.has(namespace),
    );
    if (some.length === 0) {
      return;
    }
    this.secrets ??= await secretsByNamespace(this.options.objects);
    const { secrets } = this;
    const many = some.filter(
      ([namespace, count]) =>
        count >= LARGE_PART * this.unreadOf(secrets.get(namespace) ?? []),
    );
    if (many.length > 0 && (await this.mayList())) {
      await forEachLimited(many, LISTS, ([namespace]) =>
        this.listNamespace(namespace, signal),
      );
    }
  }

  private async listNamespace(
    namespace: string,
    signal?: AbortSignal,
  ): Promise<void> {
    this.listed.add(namespace);
    const { cluster, objects } = this.options;
    const keyOf = (name: string) => objectKey(namespace, 'Secret', name);
    try {
      await readFactsOfNamespace(
        cluster,
        namespace,
        name => {
          const known = objects.get(keyOf(name));
          return (
            known !== undefined &&
            !isOfOtherType([...(known.data?.keys() ?? [])])
          );
        },
        (name, data) => this.done.set(keyOf(name), data),
        signal,
      );
    } catch (error) {
      if (!isClusterError(error)) {
        throw error;
      }
    }
  }

  /** How many of these Secrets may hold a key, and were not read. */
  private unreadOf(secrets: readonly string[]): number {
    const { objects } = this.options;
    return secrets.filter(
      key =>
        !this.has(key) &&
        !isOfOtherType([...(objects.get(key)?.data?.keys() ?? [])]),
    ).length;
  }

  private mayList(): Promise<boolean> {
    const { cluster, reader } = this.options;
    this.mayReadAll ??= reader.mayRead('list', 'Secret')
      ? mayGetSecrets(cluster)
      : Promise.resolve(false);
    return this.mayReadAll;
  }

  private async readNow(key: string): Promise<ReadResult> {
    const result = await this.ask(key);
    this.done.set(key, result);
    return result;
  }

  private async ask(key: string): Promise<ReadResult> {
    const { cluster, reader, objects, memory } = this.options;
    const { resourceVersion } = objects.get(key) ?? {};
    const known = this.get(key);
    if (known) {
      return known;
    }
    const { namespace, kind, name } = parseObjectKey(key);
    try {
      const data = await readFacts(cluster, namespace, kind, name);
      if (resourceVersion) {
        memory.set(key, resourceVersion, data);
      }
      return data;
    } catch (error) {
      if (isClusterError(error, 'forbidden')) {
        reader.missingRights.add(`get ${KINDS[kind].plural}`);
        return 'forbidden';
      }
      if (isNotThere(error)) {
        return 'gone';
      }
      throw error;
    }
  }
}

async function secretsByNamespace(
  objects: KnownObjects,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const breather = new Breather();
  const found = new Map<string, string[]>();
  let looked = 0;
  for (const key of objects.keys()) {
    looked += 1;
    if (looked % SOME === 0) {
      await breather.breathe();
    }
    const { namespace, kind } = parseObjectKey(key);
    if (kind === 'Secret') {
      const known = found.get(namespace);
      if (known) {
        known.push(key);
      } else {
        found.set(namespace, [key]);
      }
    }
  }
  return found;
}

/** Whether the portal may read every Secret by its name. What cannot be asked is not allowed. */
async function mayGetSecrets(cluster: ClusterHandle): Promise<boolean> {
  try {
    const review = await cluster.request<{ status?: { allowed?: boolean } }>({
      method: 'POST',
      path: listPath(KINDS.SelfSubjectAccessReview),
      body: {
        apiVersion: apiVersionOf(KINDS.SelfSubjectAccessReview),
        kind: KINDS.SelfSubjectAccessReview.kind,
        spec: {
          resourceAttributes: { verb: 'get', group: '', resource: 'secrets' },
        },
      },
    });
    return review.status?.allowed === true;
  } catch (error) {
    if (!isClusterError(error)) {
      throw error;
    }
    return false;
  }
}
