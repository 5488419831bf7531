import { LoggerService } from '@backstage/backend-plugin-api';
import { ClusterCoverage } from 'backstage-plugin-irsa-common';
import {
  CUSTOM_RESOURCE_RULES,
  CUSTOM_WORKLOADS,
  CustomResourceRule,
} from 'backstage-plugin-irsa-node';
import { forEachLimited } from '../../shared/forEachLimited';
import { isClusterError } from '../../clusters/ClusterError';
import { ClusterHandle } from '../../clusters/types';
import { CatalogLinks } from '../links/CatalogLinks';
import { ClusterReader } from './ClusterReader';
import { describeWorkload } from './describeWorkload';
import { discoverKinds } from './discoverKinds';
import { FactsMemory } from './FactsMemory';
import { KeyDirectory } from '../links/KeyDirectory';
import { ResourceKind, STORED_KINDS, WORKLOAD_KINDS } from '../kinds';
import { AuditedObject, ObjectAuditor } from './ObjectAuditor';
import { ScannedWorkload, toScannedWorkload } from './ScannedWorkload';
import { Surroundings } from './ScanWorld';
import { storedCandidates } from './storedCandidates';
import { StoredWorkload } from '../store/workloadRow';

export interface ScanContext {
  readLevel: 0 | 1 | 2;
  /** Rules for custom resources beside the built-in ones. */
  catalogue: readonly CustomResourceRule[];
  /** Whether the records of Helm releases are looked at (at read level 2). */
  helmReleases: boolean;
  keys: KeyDirectory;
  links: CatalogLinks;
  /** What was found in the cluster's Secrets before. */
  memory: FactsMemory;
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

/** Objects of one cluster that are audited at the same time, each of which may read Secrets. */
const AUDITS = 8;
const STORED_A_PAGE = 200;

/** Every kind that is audited on a cluster, and those that are only asked for. */
export async function kindsOf(
  cluster: ClusterHandle,
  catalogue: readonly CustomResourceRule[],
  signal?: AbortSignal,
): Promise<{ audited: ResourceKind[]; providers?: ResourceKind }> {
  const found = await discoverKinds(
    cluster,
    [...CUSTOM_WORKLOADS, ...CUSTOM_RESOURCE_RULES, ...catalogue],
    signal,
  );
  const isProvider = ({ kind }: ResourceKind) =>
    kind.startsWith('SecretProviderClass.');
  return {
    audited: [...WORKLOAD_KINDS, ...found.filter(kind => !isProvider(kind))],
    providers: found.find(isProvider),
  };
}

/**
 * Reads a whole cluster and hands its workloads on page by page, so that never more than a page of them is in memory.
 * Never throws for the cluster: one that cannot be read is a result. Throws what `store` throws.
 */
export async function scanCluster(
  cluster: ClusterHandle,
  context: ScanContext,
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
  const keep = async (page: (StoredWorkload | undefined)[]) => {
    const found = page.filter(stored => stored !== undefined);
    await store(found).catch(error => {
      throw new StoreError(error);
    });
    return found.length;
  };
  try {
    const { audited, providers } = await kindsOf(cluster, catalogue, signal);
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
    };
    const auditor = new ObjectAuditor({
      cluster,
      reader,
      surroundings,
      readLevel,
      memory,
      catalogue,
    });
    let count = 0;
    // One page is written while the Secrets of the next one are read; no more than these two are in memory.
    let writing = Promise.resolve(0);
    await reader.workloads(async page => {
      const described = await forEachLimited(page, AUDITS, async scanned =>
        toStored(scanned, await auditor.audit(scanned.object), {
          ...context,
          roleArn: surroundings.roleArns.get(accountOf(scanned)),
          podIdentity: surroundings.associated.has(accountOf(scanned)),
          asOf: lastTriedAt,
        }),
      );
      count += await writing;
      writing = keep(described);
      // Told by the next page, or after the last one.
      writing.catch(() => {});
    });
    count += await writing;
    count += await scanStored(
      { reader, auditor, surroundings, cluster: cluster.name },
      { ...context, asOf: lastTriedAt },
      keep,
    );
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
      ...reader.problems,
    ];
    return {
      positions: reader.positions,
      coverage: {
        ...common,
        state: gaps.length > 0 ? 'partial' : 'ok',
        message: gaps.length > 0 ? gaps.join(' ') : undefined,
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

type Describing = Omit<
  Parameters<typeof describeWorkload>[2],
  'roleArn' | 'podIdentity'
>;

/** Secrets and ConfigMaps that nothing in the cluster has asked for. Answers how many have a key. */
async function scanStored(
  scan: {
    reader: ClusterReader;
    auditor: ObjectAuditor;
    surroundings: Surroundings;
    cluster: string;
  },
  context: ScanContext & Describing,
  keep: (page: (StoredWorkload | undefined)[]) => Promise<number>,
): Promise<number> {
  const { reader, auditor, surroundings, cluster } = scan;
  const candidates = [
    ...storedCandidates(surroundings.objects, {
      helm: context.helmReleases && context.readLevel === 2,
    }),
  ];
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
  return count;
}

/** What makes no Pods is kept only where it has a reference, or could come to have one when another object changes. */
export function toStored(
  scanned: ScannedWorkload,
  found: AuditedObject,
  context: Parameters<typeof describeWorkload>[2],
): StoredWorkload | undefined {
  const matters = found.references.length > 0 || found.objects.length > 0;
  return scanned.isResource && !matters
    ? undefined
    : describeWorkload(scanned, found, context);
}

export function accountOf({ ref, serviceAccount }: ScannedWorkload): string {
  return `${ref.namespace}/${serviceAccount}`;
}
