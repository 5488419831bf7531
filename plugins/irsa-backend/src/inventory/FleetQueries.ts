import { NotFoundError } from '@backstage/errors';
import {
  AccountCoverage,
  ClusterCoverage,
  Coverage,
  HeatMap,
  Summary,
  Trends,
  Workload,
  workloadId,
  WorkloadPage,
  WorkloadRef,
} from 'backstage-plugin-irsa-common';
import { Knex } from 'knex';
import { AccountRegistry } from '../accounts/types';
import { ClusterRegistry } from '../clusters/types';
import { IrsaConfig, LeftOutCluster } from '../config/IrsaConfig';
import { canonicalJson } from '../shared/canonicalJson';
import { SharedReads } from '../shared/SharedReads';
import { ClusterLinks, CoverageStore } from './store/CoverageStore';
import { FleetFigures } from './store/FleetFigures';
import { History } from './store/History';
import { FILLING, SettledLinks } from './store/SettledLinks';
import { WorkloadReader } from './store/WorkloadReader';
import { Inventory, Within, WorkloadFilter } from './types';
import { WatchPositions } from './watch/WatchPositions';

/** Answers questions about the stored fleet. It reads the database only, never a cluster. */
export class FleetQueries
  implements
    Omit<Inventory, 'scan' | 'refresh' | 'mark' | 'notePlan' | 'readersOf'>
{
  private readonly reader: WorkloadReader;
  private readonly figures: FleetFigures;
  private readonly coverages: CoverageStore;
  private readonly history: History;
  private readonly positions: WatchPositions;
  /** A page that many have open asks the same of all of them when something changes. */
  private readonly shared = new SharedReads();
  private readonly settled: SettledLinks;

  constructor(
    private readonly options: {
      database: Knex;
      clusters: ClusterRegistry;
      accounts: AccountRegistry;
      config: IrsaConfig;
    },
  ) {
    const { database, config } = options;
    this.reader = new WorkloadReader(database);
    this.figures = new FleetFigures(database);
    this.coverages = new CoverageStore(database);
    this.history = new History(database, config.history?.days);
    this.positions = new WatchPositions(database);
    this.settled = new SettledLinks(database);
  }

  async list(filter: WorkloadFilter): Promise<WorkloadPage> {
    const { within } = filter;
    const [page, coverage, facets] = await Promise.all([
      this.ask('list', filter, () => this.reader.list(filter)),
      this.coverage({ within }),
      this.ask('facets', { within }, () => this.reader.facets({ within })),
    ]);
    return { ...page, coverage, facets };
  }

  each(filter: Partial<WorkloadFilter>): AsyncIterable<Workload[]> {
    return this.reader.pages({ ...filter, offset: 0, limit: 0 });
  }

  async get(ref: WorkloadRef, options?: Within): Promise<Workload> {
    const workload = await this.reader.find(workloadId(ref), options);
    if (!workload) {
      throw notThere(ref);
    }
    return workload;
  }

  named(ids: string[], options?: Within) {
    return this.reader.named(ids, options);
  }

  async summary({ within }: Within = {}): Promise<Summary> {
    return {
      ...(await this.ask('summary', { within }, () =>
        this.figures.summary({ within }),
      )),
      coverage: await this.coverage({ within }),
    };
  }

  coverage({ within }: Within = {}): Promise<Coverage> {
    return this.ask('coverage', { within }, () => this.readCoverage(within));
  }

  /** What several ask at the same time is read once. @param about - everything that the answer depends on */
  private ask<T>(
    what: string,
    about: object,
    read: () => Promise<T>,
  ): Promise<T> {
    return this.shared.ask(`${what} ${canonicalJson(about)}`, read);
  }

  private async readCoverage(within: Within['within']): Promise<Coverage> {
    const coverage = await this.wholeCoverage();
    if (!within) {
      return coverage;
    }
    const counts = await this.figures.byCluster({ within });
    return {
      ...coverage,
      clusters: coverage.clusters.map(cluster => ({
        ...cluster,
        workloads: counts.get(cluster.name) ?? 0,
      })),
    };
  }

  private async wholeCoverage(): Promise<Coverage> {
    const { clusters, accounts, config } = this.options;
    const knownClusters = await this.coverages.all<ClusterCoverage>('cluster');
    const knownAccounts = await this.coverages.all<AccountCoverage>('account');
    const links = await this.coverages.all<ClusterLinks>('links');
    const settled = await this.settled.names();
    const followed = await this.positions.followedAt();
    const list = clusters.all().map(
      ({ name, config: cluster }): ClusterCoverage =>
        asFollowed(
          withLinks(
            knownClusters.get(name),
            links.get(name),
            settled.has(name),
          ),
          followed.get(name),
        ) ?? {
          name,
          state: 'pending',
          workloads: 0,
          message: 'Not read yet; the first scan begins soon after the start',
          accountId: cluster.accountId,
          region: cluster.region,
        },
    );
    const readable = list.filter(
      ({ state }) => state === 'ok' || state === 'partial',
    );
    return {
      clusters: [
        ...list,
        ...clusters
          .leftOut()
          .map(each => leftOutCoverage(each, knownClusters))
          .filter(({ name }) => !list.some(each => each.name === name)),
      ],
      accounts: accounts
        .all()
        .map(
          ({ accountId }): AccountCoverage =>
            knownAccounts.get(accountId) ?? { accountId, state: 'pending' },
        ),
      emulator: config.emulator,
      scanIntervalSeconds: Math.round(config.scan.intervalMs / 1000),
      asOf: readable
        .flatMap(({ asOf }) => asOf ?? [])
        .sort()
        .at(0),
    };
  }

  async heatMap(options: { cluster?: string } & Within): Promise<HeatMap> {
    const { clusters } = this.options;
    // Throws for one that is not configured.
    const all = options.cluster
      ? [clusters.get(options.cluster)]
      : clusters.all();
    const known = await this.coverages.all<ClusterCoverage>('cluster');
    const isKnown = (name: string) =>
      ['ok', 'partial'].includes(known.get(name)?.state ?? 'pending');
    const counts = await this.figures.byAge(options);
    const names = options.cluster
      ? [...new Set(counts.map(({ name }) => name))]
      : all.map(({ name }) => name);
    return {
      rows: names.map(name => ({
        name,
        isKnown: isKnown(options.cluster ?? name),
        cells: counts
          .filter(cell => cell.name === name)
          .map(({ band, count }) => ({ band, count })),
      })),
    };
  }

  trends(options: Parameters<Inventory['trends']>[0]): Promise<Trends> {
    return this.history.read(options);
  }
}

function withLinks(
  known: ClusterCoverage | undefined,
  links: ClusterLinks | undefined,
  isSettled: boolean,
): ClusterCoverage | undefined {
  return (
    known && {
      ...known,
      linkedAt: links?.linkedAt,
      // Of a cluster that was never read, its state says enough.
      linkDoubt: known.linkDoubt ?? (isSettled || !links ? undefined : FILLING),
    }
  );
}

/** What is followed is as of now, not as of the last list. */
function asFollowed(
  known: ClusterCoverage | undefined,
  at: number | undefined,
): ClusterCoverage | undefined {
  if (!known?.asOf || at === undefined || at < Date.parse(known.asOf)) {
    return known;
  }
  return { ...known, asOf: new Date(at).toISOString() };
}

function leftOutCoverage(
  { key, name = key, reason }: LeftOutCluster,
  known: Map<string, ClusterCoverage>,
): ClusterCoverage {
  const { asOf, workloads = 0 } = known.get(name) ?? {};
  return { name, state: 'misconfigured', message: reason, asOf, workloads };
}

function notThere(ref: WorkloadRef): NotFoundError {
  return new NotFoundError(
    `There is no ${ref.kind} ${ref.namespace}/${ref.name} on cluster ${ref.cluster}. It was deleted, or was not seen by a scan yet.`,
  );
}
