import { LoggerService } from '@backstage/backend-plugin-api';
import {
  assessSeverity,
  ClusterCoverage,
  Workload,
  workloadId,
  WorkloadRef,
} from '@internal/plugin-irsa-common';
import { isClusterError } from '../clusters/ClusterError';
import { ClusterHandle } from '../clusters/types';
import { CatalogLinks } from './CatalogLinks';
import { ClusterReader } from './ClusterReader';
import { forEachLimited } from '../accounts/forEachLimited';
import { KeyDirectory } from './KeyDirectory';
import { KeyIdMemory } from './KeyIdMemory';
import { referredObjects, ReferenceResolver } from './resolveReferences';
import { ScannedWorkload } from './ScannedWorkload';
import { StoredWorkload } from './store/workloadRow';
import { workloadStatus } from './workloadStatus';

export interface ScanContext {
  readLevel: 0 | 1 | 2;
  keys: KeyDirectory;
  links: CatalogLinks;
  /** What was found in the cluster's Secrets before. */
  memory: KeyIdMemory;
  logger: LoggerService;
  signal?: AbortSignal;
}

/** What a scan of one cluster gives besides the workloads, or only the reason why there are none. */
export interface ClusterScan {
  coverage: ClusterCoverage;
  /** Resource versions from which watches see what came after, by path of the list. Absent: the cluster could not be read. */
  positions?: Map<string, string>;
}

/** The portal's own database failed, which says nothing about the cluster. */
class StoreError extends Error {
  constructor(cause: unknown) {
    super('The inventory could not be written', { cause });
  }
}

/** Secrets of one cluster that are read at the same time. */
const READS = 8;

/**
 * Reads a whole cluster and hands its workloads on page by page, so that never more than a page of them is in memory.
 * Never throws for the cluster: one that cannot be read is a result. Throws what `store` throws.
 */
export async function scanCluster(
  cluster: ClusterHandle,
  context: ScanContext,
  store: (page: StoredWorkload[]) => Promise<void>,
): Promise<ClusterScan> {
  const { readLevel, signal, logger } = context;
  const lastTriedAt = new Date().toISOString();
  const common = {
    name: cluster.name,
    accountId: cluster.config.accountId,
    region: cluster.config.region,
    readLevel,
    lastTriedAt,
  };
  try {
    const reader = new ClusterReader(cluster, signal);
    const roleArns = await reader.roleArns();
    const objects = readLevel >= 1 ? await reader.objects() : new Map();
    const resolver = new ReferenceResolver(
      cluster,
      reader,
      objects,
      readLevel,
      context.memory,
    );
    let count = 0;
    await reader.workloads(async page => {
      count += page.length;
      const described = await forEachLimited(page, READS, workload =>
        describe(
          workload,
          roleArns.get(`${workload.ref.namespace}/${workload.serviceAccount}`),
          resolver,
          context,
          lastTriedAt,
        ),
      );
      await store(described).catch(error => {
        throw new StoreError(error);
      });
    });
    context.memory.endOfScan();
    const principal = await reader.permitted('create selfsubjectreviews', () =>
      cluster.principal(),
    );
    const missingRights = [...reader.missingRights].sort();
    return {
      positions: reader.positions,
      coverage: {
        ...common,
        state: missingRights.length > 0 ? 'partial' : 'ok',
        message:
          missingRights.length > 0
            ? `The portal may not ${missingRights.join(
                ', ',
              )} there. Give its identity these rights.`
            : undefined,
        principal,
        workloads: count,
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
      // Not by its message: an error that is not ours may quote what was being read.
      logger.error(
        `The scan of cluster ${cluster.name} failed (${(error as Error).name})`,
      );
    }
    return {
      coverage: {
        ...common,
        state: isClusterError(error, 'credentials', 'forbidden')
          ? 'unauthorized'
          : 'unreachable',
        workloads: 0,
        message: known
          ? error.message
          : `The scan of cluster ${cluster.name} failed unexpectedly. The portal's log has the time and kind of the error.`,
      },
    };
  }
}

/** Reads one workload. Throws NotFoundError or ClusterError. */
export async function scanWorkload(
  cluster: ClusterHandle,
  ref: WorkloadRef,
  context: ScanContext,
): Promise<StoredWorkload> {
  const reader = new ClusterReader(cluster, context.signal);
  const workload = await reader.workload(ref);
  const roleArn = await reader.roleArn(ref.namespace, workload.serviceAccount);
  const known =
    context.readLevel >= 1
      ? await reader.objectsOf(ref.namespace, referredObjects(workload))
      : new Map();
  return describe(
    workload,
    roleArn,
    new ReferenceResolver(
      cluster,
      reader,
      known,
      context.readLevel,
      context.memory,
    ),
    context,
    new Date().toISOString(),
  );
}

async function describe(
  scanned: ScannedWorkload,
  roleArn: string | undefined,
  resolver: ReferenceResolver,
  context: ScanContext,
  asOf: string,
): Promise<StoredWorkload> {
  const {
    references,
    keys: found,
    objects,
  } = await resolver.resolve(scanned, roleArn);
  const keys = found.map(key => context.keys.describe(key));
  const workload: Workload = {
    id: workloadId(scanned.ref),
    ...scanned.ref,
    ...workloadStatus(references, roleArn),
    references,
    keys,
    severity: assessSeverity(references, keys),
    serviceAccount: {
      name: scanned.serviceAccount,
      isDefault: scanned.serviceAccount === 'default',
      roleArn,
      sharedWith: [],
    },
    health: scanned.health,
    manager: scanned.manager,
    image: scanned.image,
    ...context.links.find(scanned),
    readLevel: context.readLevel,
    asOf,
  };
  return {
    workload,
    listed: references.length > 0 || roleArn !== undefined,
    objects,
  };
}
