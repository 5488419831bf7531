import { LoggerService } from '@backstage/backend-plugin-api';
import { ClusterSource as ClusterSourceState } from 'backstage-plugin-irsa-common';
import {
  ClusterConfig,
  FoundClusters,
  LeftOutCluster,
} from '../../config/IrsaConfig';
import { RecurringFailures } from '../../shared/RecurringFailures';
import { ClusterSource } from './ClusterSource';

interface Known {
  source: ClusterSource;
  found: FoundClusters;
  /** Time of the last successful read, in milliseconds since 1970. */
  at?: number;
  /** Why it cannot be read now. */
  failure?: string;
  timer?: NodeJS.Timeout;
}

export interface ClusterSourcesOptions {
  sources: readonly ClusterSource[];
  /**
   * Called after each read with all clusters, and the time since when all sources are known
   * (`ClusterRegistry.knownSince`).
   */
  onClusters: (found: FoundClusters, knownSince: number | undefined) => void;
  logger: LoggerService;
  failures?: RecurringFailures;
}

/** Reads every source, repeatedly if its result can change, and joins the results. */
export class ClusterSources {
  private known: Known[] = [];
  private readonly failures: RecurringFailures;
  private logged = new Set<string>();
  private isStopped = false;
  /** The time since when every source is readable, in milliseconds since 1970. */
  private complete?: number;

  constructor(private readonly options: ClusterSourcesOptions) {
    this.failures =
      options.failures ?? new RecurringFailures({ logger: options.logger });
  }

  /** Resolves when the sources that need no other system have been read. The others follow later. */
  async start(): Promise<void> {
    await this.replace(this.options.sources);
  }

  /** Replaces the sources, for example after a change of settings. */
  async replace(sources: readonly ClusterSource[]): Promise<void> {
    this.known.forEach(({ timer }) => clearTimeout(timer));
    this.complete = undefined;
    const before = new Map(this.known.map(each => [each.source.key, each]));
    this.known = sources.map(source => ({
      source,
      // Until the source is read, the last result of a source with that name stays valid.
      found: before.get(source.key)?.found ?? { clusters: [], leftOut: [] },
      at: before.get(source.key)?.at,
    }));
    const reads = this.known.map(each => {
      this.failures.forget(each.source.key);
      const reading = this.read(each);
      return each.source.everyMs === undefined ? reading : undefined;
    });
    await Promise.all(reads);
    this.tell();
  }

  stop(): void {
    this.isStopped = true;
    this.known.forEach(({ timer }) => clearTimeout(timer));
  }

  states(): ClusterSourceState[] {
    const { taken, leftOut } = this.joined();
    return this.known.map(({ source, at, failure }) => {
      const mine = leftOut.filter(each => each.source === source);
      let state: ClusterSourceState['state'] = 'ok';
      if (failure !== undefined) {
        state = 'failed';
      } else if (at === undefined) {
        state = 'pending';
      } else if (mine.length > 0) {
        state = 'partial';
      }
      return {
        key: source.key,
        type: source.type,
        state,
        message: failure,
        clusters: taken
          .filter(each => each.source === source)
          .map(({ cluster }) => cluster.name),
        leftOut: mine.map(each => each.leftOut),
        asOf: at === undefined ? undefined : new Date(at).toISOString(),
      };
    });
  }

  private async read(known: Known): Promise<void> {
    const { source } = known;
    let pause = source.everyMs;
    try {
      known.found = await source.read();
      known.at = Date.now();
      known.failure = undefined;
      this.failures.succeeded(
        source.key,
        `${source.key} tells its clusters again`,
      );
    } catch (error) {
      known.failure = (error as Error).message;
      pause = this.failures.failed(
        source.key,
        `${source.key} does not tell its clusters: ${known.failure}`,
      );
    }
    if (this.isStopped || !this.known.includes(known)) {
      return;
    }
    this.tell();
    if (pause !== undefined) {
      known.timer = setTimeout(() => void this.read(known), pause).unref();
    }
  }

  private tell(): void {
    if (this.isStopped) {
      return;
    }
    const { taken, leftOut } = this.joined();
    const reasons = leftOut.map(({ leftOut: { reason } }) => reason);
    for (const reason of reasons) {
      if (!this.logged.has(reason)) {
        this.options.logger.warn(`A cluster is left out. ${reason}`);
      }
    }
    this.logged = new Set(reasons);
    this.options.onClusters(
      {
        clusters: taken.map(({ cluster }) => cluster),
        leftOut: leftOut.map(each => each.leftOut),
      },
      this.completeSince(),
    );
  }

  private completeSince(): number | undefined {
    const isComplete = this.known.every(
      ({ at, failure }) => at !== undefined && failure === undefined,
    );
    if (!isComplete) {
      this.complete = undefined;
      return undefined;
    }
    this.complete ??= this.known.some(
      ({ source }) => source.everyMs !== undefined,
    )
      ? Date.now()
      : 0;
    return this.complete;
  }

  /** The first source that names a cluster takes precedence. */
  private joined(): {
    taken: { source: ClusterSource; cluster: ClusterConfig }[];
    leftOut: { source: ClusterSource; leftOut: LeftOutCluster }[];
  } {
    const taken = new Map<
      string,
      { source: ClusterSource; cluster: ClusterConfig }
    >();
    const leftOut: { source: ClusterSource; leftOut: LeftOutCluster }[] = [];
    for (const { source, found } of this.known) {
      for (const each of found.leftOut) {
        leftOut.push({ source, leftOut: each });
      }
      for (const cluster of found.clusters) {
        const other = taken.get(cluster.name);
        if (other) {
          const key = cluster.key ?? source.key;
          const reason = `${key}: a cluster named '${cluster.name}' is taken from ${other.source.key} already; names must differ`;
          leftOut.push({
            source,
            leftOut: { key, name: cluster.name, reason },
          });
        } else {
          taken.set(cluster.name, { source, cluster });
        }
      }
    }
    return { taken: [...taken.values()], leftOut };
  }
}
