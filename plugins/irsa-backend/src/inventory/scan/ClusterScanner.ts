import { ClusterCoverage } from 'backstage-plugin-irsa-common';
import {
  auditedAmong,
  CUSTOM_RESOURCE_RULES,
  CUSTOM_WORKLOADS,
  CustomResourceRule,
  discoverKinds,
  Discovery,
  isAuditedGroup,
  endsReading,
  isClusterError,
  kindsBySchema,
  KindsBySchema,
  KINDS,
  KubernetesKind,
  listPath,
  persistent,
  SCALER_KINDS,
  SECRET_MAKER_KINDS,
  STORE_KINDS,
} from 'backstage-plugin-irsa-node';
import { forEachLimited } from '../../shared/forEachLimited';
import { ClusterHandle } from '../../clusters/types';
import { Bases } from './Bases';
import { ClusterReader } from './ClusterReader';
import { describeWorkload, toStored } from './describeWorkload';
import {
  discoveredKind,
  ResourceKind,
  STORED_KINDS,
  WORKLOAD_KINDS,
} from '../kinds';
import { ObjectAuditor } from './ObjectAuditor';
import { ScanContext } from './ScanContext';
import { toScannedWorkload } from './ScannedWorkload';
import { CONNECT, Surroundings } from './ScanWorld';
import { storedCandidates } from './storedCandidates';
import { StoredWorkload } from '../store/workloadRow';
import { EarlierScan, WorkloadPages } from './WorkloadPages';

/** The result of a cluster's scan besides the workloads, or the reason why there is none. */
export interface ClusterScan {
  coverage: ClusterCoverage;
  /** Resource versions from which watches continue, by path of the list. Absent when the cluster could not be read. */
  positions?: Map<string, string>;
  /** How many workloads were as they were, so that nobody looked at their keys. */
  unchanged?: number;
  /** Kinds of which not all objects are known, although the cluster could be read; `*.group` for all of a group. */
  unreadKinds?: readonly string[];
}

/** The portal's own database failed, which is no fault of the cluster. */
class StoreError extends Error {
  constructor(cause: unknown) {
    super('The inventory could not be written', { cause });
  }
}

/** Number of objects of a cluster that are audited concurrently. Each may read Secrets. */
const AUDITS = 8;
const STORED_A_PAGE = 200;

/** Every kind that is audited on a cluster, and those that are only asked for. */
export interface Kinds {
  audited: readonly ResourceKind[];
  providers?: ResourceKind;
  /** Those that make Secrets. They are read when a Secret is asked for that is not there. */
  makers: readonly KubernetesKind[];
  /** Those that take keys from the variables of a workload. */
  scalers: readonly KubernetesKind[];
  /** Those that tell whose key is in a Secret. */
  stores: readonly KubernetesKind[];
  connects?: ResourceKind;
  /** Groups that did not tell what they have; `*` for all of them. */
  unread: Discovery['unread'];
  /** Resource version of the list of definitions; absent when they may not be listed, so that only kinds with a rule are known. */
  definitions?: string;
}

/** Throws ClusterError when the cluster cannot be reached. */
export async function kindsOf(
  cluster: ClusterHandle,
  catalogue: readonly CustomResourceRule[],
  signal?: AbortSignal,
): Promise<Kinds> {
  const wanted = [
    ...CUSTOM_WORKLOADS,
    ...CUSTOM_RESOURCE_RULES,
    ...SECRET_MAKER_KINDS,
    ...STORE_KINDS,
    ...SCALER_KINDS,
    ...catalogue,
  ];
  const { kinds, unread } = await discoverKinds(
    cluster,
    group => isAuditedGroup(group, wanted),
    signal,
  );
  const ruled = auditedAmong(kinds, wanted);
  const paths = new Set(ruled.map(kind => listPath(kind)));
  const bySchema = await definedKinds(cluster, signal);
  const found = [
    ...ruled,
    ...bySchema.kinds.filter(kind => !paths.has(listPath(kind))),
  ].flatMap(kind => discoveredKind(kind) ?? []);
  const isProvider = ({ kind }: ResourceKind) =>
    kind.startsWith('SecretProviderClass.');
  const stores = auditedAmong(kinds, STORE_KINDS);
  const makers = new Map(
    [...auditedAmong(kinds, SECRET_MAKER_KINDS), ...bySchema.makers].map(
      kind => [listPath(kind), kind],
    ),
  );
  return {
    makers: [...makers.values()],
    scalers: auditedAmong(kinds, SCALER_KINDS),
    stores: stores.some(({ kind }) => kind === 'ObjectBucketClaim')
      ? [...stores, KINDS.StorageClass]
      : stores,
    connects: found.find(({ kind }) => kind === CONNECT),
    audited: [...WORKLOAD_KINDS, ...found.filter(kind => !isProvider(kind))],
    providers: found.find(isProvider),
    unread: [...unread, ...bySchema.unread],
    definitions: bySchema.position,
  };
}

/** Kinds without a rule that can make Pods or name a Secret. Without the right to list definitions, there are none. */
async function definedKinds(
  cluster: ClusterHandle,
  signal?: AbortSignal,
): Promise<
  Partial<KindsBySchema> &
    Pick<KindsBySchema, 'kinds' | 'makers'> &
    Pick<Kinds, 'unread'>
> {
  try {
    return {
      ...(await kindsBySchema(persistent(cluster), signal)),
      unread: [],
    };
  } catch (error) {
    if (!isClusterError(error) || endsReading(error)) {
      throw error;
    }
    return { kinds: [], makers: [], unread: [{ group: '*', error }] };
  }
}

/**
 * Reads a whole cluster and passes its workloads on page by page, so that at most a page of them is in memory. Never
 * throws for a cluster that cannot be read, which is a result too. Throws what `store` throws.
 */
export async function scanCluster(
  cluster: ClusterHandle,
  context: ScanContext & {
    /** What the cluster has now. Throws ClusterError. */
    kinds: () => Promise<Kinds>;
    earlier: EarlierScan;
  },
  store: (page: StoredWorkload[]) => Promise<void>,
): Promise<ClusterScan> {
  const { readLevel, signal, logger, catalogue, memory } = context;
  const lastTriedAt = new Date().toISOString();
  const common = {
    name: cluster.name,
    accountId: cluster.config.accountId,
    region: cluster.config.region,
    readLevel,
    lastTriedAt,
  };
  const ofStore = <T>(work: Promise<T>): Promise<T> =>
    work.catch(error => {
      throw new StoreError(error);
    });
  const keep = async (page: (StoredWorkload | undefined)[]) => {
    const found = page.filter(stored => stored !== undefined);
    await ofStore(store(found));
    return found.length;
  };
  try {
    const {
      audited,
      providers,
      makers,
      scalers,
      stores,
      connects,
      unread,
      definitions,
    } = await context.kinds();
    const reader = new ClusterReader(cluster, audited, signal);
    const objects = await reader.objects({ secrets: readLevel >= 1 });
    const surroundings: Surroundings = {
      roleArns: await reader.roleArns(),
      objects,
      listed: new Set(
        (['Secret', 'ConfigMap'] as const).filter(
          kind =>
            reader.mayRead('list', kind) &&
            (kind === 'ConfigMap' || readLevel >= 1),
        ),
      ),
      associated: await reader.associated(),
      providers: providers ? await reader.named(providers) : new Map(),
      scalers: await reader.scalers(scalers),
      connects: connects && (await reader.named(connects)),
      stores: await reader.madeSecrets(stores),
    };
    const namespaces = context.links.needsNamespaces
      ? await reader.namespaces()
      : undefined;
    const auditor = new ObjectAuditor({
      cluster,
      reader,
      surroundings,
      readLevel,
      memory,
      catalogue,
      made: () => reader.madeSecrets(makers),
    });
    const pages = new WorkloadPages({
      cluster: cluster.name,
      reader,
      auditor,
      surroundings,
      namespaces,
      context,
      asOf: lastTriedAt,
      keep,
      earlier: {
        bases: ids => ofStore(context.earlier.bases(ids)),
        seen: ids => ofStore(context.earlier.seen(ids)),
      },
      // Without ServiceAccounts, a role is not known; and what rules of this portal go by is not known either.
      bases:
        reader.mayRead('list', 'ServiceAccount') && !context.links.hasOwnRules
          ? new Bases({
              common: [
                memory.id,
                context.links.markOf(cluster.name),
                String(readLevel),
                ...(surroundings.listed ?? []),
              ],
              surroundings,
              namespaces,
            })
          : undefined,
    });
    let count: number;
    try {
      await reader.workloads((kind, page) => pages.handle(kind, page));
      count = await pages.end();
    } finally {
      // Also when the cluster has failed: what is written then would be newer than the word that it is not known.
      await pages.settled();
    }
    const stored = await scanStored(
      { reader, auditor, surroundings, cluster: cluster.name },
      { ...context, namespaces, asOf: lastTriedAt },
      keep,
    );
    count += stored.count;
    memory.endOfScan();
    const principal = await reader.permitted('create selfsubjectreviews', () =>
      cluster.principal(),
    );
    const missingRights = [...reader.missingRights].sort();
    const gaps = [
      ...(missingRights.length > 0
        ? [
            `The portal may not ${missingRights.join(
              ', ',
            )} there. Give its identity these rights.`,
          ]
        : []),
      ...new Set(unread.map(({ error }) => error.message)),
      ...reader.problems,
    ];
    if (definitions) {
      reader.positions.set(
        listPath(KINDS.CustomResourceDefinition),
        definitions,
      );
    }
    return {
      positions: reader.positions,
      unchanged: pages.unchanged,
      unreadKinds: [
        ...reader.unreadKinds,
        ...unread.map(({ group }) => `*.${group}`),
      ],
      coverage: {
        ...common,
        state: gaps.length > 0 ? 'partial' : 'ok',
        message: gaps.length > 0 ? gaps.join(' ') : undefined,
        principal,
        workloads: count,
        unreadSecrets: readLevel === 2 ? stored.unread : undefined,
        missingRights: missingRights.length > 0 ? missingRights : undefined,
        asOf: lastTriedAt,
      },
    };
  } catch (error) {
    if (error instanceof StoreError) {
      throw error.cause;
    }
    const known = isClusterError(error);
    if (!known) {
      // Without its message, because errors of others may quote the input.
      logger.error(
        `The scan of cluster ${cluster.name} failed (${(error as Error).name})`,
      );
    }
    return {
      coverage: {
        ...common,
        state: unreadState(error),
        workloads: 0,
        message: known
          ? error.message
          : `The scan of cluster ${cluster.name} failed unexpectedly. The portal's log has the time and kind of the error.`,
      },
    };
  }
}

/** A cluster refuses nobody who never came to it: without a sign-in of its own, the portal did not ask. */
function unreadState(error: unknown): ClusterCoverage['state'] {
  if (
    isClusterError(error, 'credentials') &&
    error.details.status === undefined
  ) {
    return 'misconfigured';
  }
  return isClusterError(error, 'credentials', 'forbidden')
    ? 'unauthorized'
    : 'unreachable';
}

type Describing = Omit<
  Parameters<typeof describeWorkload>[2],
  'roleArn' | 'isRoleUnknown' | 'podIdentity'
>;

/** Audits Secrets and ConfigMaps without a known user. Returns how many have a key, and how many nobody reads. */
async function scanStored(
  scan: {
    reader: ClusterReader;
    auditor: ObjectAuditor;
    surroundings: Surroundings;
    cluster: string;
  },
  context: ScanContext & Describing,
  keep: (page: (StoredWorkload | undefined)[]) => Promise<number>,
): Promise<{ count: number; unread: number }> {
  const { reader, auditor, surroundings, cluster } = scan;
  const { objects: candidates, unread } = await storedCandidates(
    surroundings.objects,
    { helm: context.helmReleases && context.readLevel === 2 },
  );
  let count = 0;
  for (let start = 0; start < candidates.length; start += STORED_A_PAGE) {
    const page = candidates.slice(start, start + STORED_A_PAGE);
    const stored = await forEachLimited(page, AUDITS, async object => {
      const found = await auditor.auditStored(object);
      if (found.references.length === 0) {
        return undefined;
      }
      const { namespace = '', name = '' } = object.metadata ?? {};
      const kind = object.kind as 'Secret' | 'ConfigMap';
      const seen = await reader.object(namespace, kind, name);
      if (!seen) {
        return undefined;
      }
      const scanned = toScannedWorkload(cluster, STORED_KINDS[kind], seen);
      return toStored(scanned, found, context);
    });
    count += await keep(stored);
  }
  return { count, unread };
}
