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
import { KeyDirectory } from './KeyDirectory';
import { referredObjects, ReferenceResolver } from './resolveReferences';
import { ScannedWorkload } from './ScannedWorkload';
import { StoredWorkload } from './WorkloadStore';
import { workloadStatus } from './workloadStatus';

export interface ScanContext {
  readLevel: 0 | 1 | 2;
  keys: KeyDirectory;
  links: CatalogLinks;
  logger: LoggerService;
  signal?: AbortSignal;
}

/** What a scan of one cluster gives: its workloads, or only the reason why there are none. */
export interface ClusterScan {
  coverage: ClusterCoverage;
  workloads?: StoredWorkload[];
}

/** Reads a whole cluster. Never throws: a cluster that cannot be read is a result. */
export async function scanCluster(
  cluster: ClusterHandle,
  context: ScanContext,
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
    const scanned = await reader.workloads();
    const roleArns = await reader.roleArns();
    const known = readLevel >= 1 ? await reader.keyNames() : new Map();
    const resolver = new ReferenceResolver(cluster, reader, known, readLevel);
    const workloads: StoredWorkload[] = [];
    for (const workload of scanned) {
      const roleArn = roleArns.get(
        `${workload.ref.namespace}/${workload.serviceAccount}`,
      );
      workloads.push(
        await describe(workload, roleArn, resolver, context, lastTriedAt),
      );
    }
    const principal = await reader.permitted('create selfsubjectreviews', () =>
      cluster.principal(),
    );
    const missingRights = [...reader.missingRights].sort();
    return {
      workloads,
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
        workloads: workloads.length,
        missingRights: missingRights.length > 0 ? missingRights : undefined,
        asOf: lastTriedAt,
      },
    };
  } catch (error) {
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
      ? await reader.keyNamesOf(ref.namespace, referredObjects(workload))
      : new Map();
  return describe(
    workload,
    roleArn,
    new ReferenceResolver(cluster, reader, known, context.readLevel),
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
  const { references, keys: found } = await resolver.resolve(scanned, roleArn);
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
  };
}
