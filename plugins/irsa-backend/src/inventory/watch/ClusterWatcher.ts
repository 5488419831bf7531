import { LoggerService } from '@backstage/backend-plugin-api';
import {
  ClusterError,
  dataKeysOf,
  helmReleaseOf,
  isClusterError,
  isTellingName,
  KINDS,
  listPath,
  METADATA_LIST,
} from 'backstage-plugin-irsa-node';
import { ClusterHandle } from '../../clusters/types';
import {
  bareReplicaSetOf,
  isTopLevel,
  makersOfPods,
  ResourceKind,
} from '../kinds';
import { objectKey, ObjectMetadata } from '../scan/KnownObjects';
import { ChangeQueue } from './ChangeQueue';
import { PositionLostError, watchResource } from './watchResource';
import { WatchPositions } from './WatchPositions';

const SECRETS = listPath(KINDS.Secret);
const CONFIG_MAPS = listPath(KINDS.ConfigMap);
const DEFINITIONS = listPath(KINDS.CustomResourceDefinition);
const SERVICE_ACCOUNTS = listPath(KINDS.ServiceAccount);
/** Changes that may wait; more is a storm, and listing the cluster is cheaper. */
const CAPACITY = 5_000;
const TRIED_A_TURN = 3;
const SAVE_MS = 10_000;
/** A file that is gone shows so soon, although the watches still stand. */
const SIGN_IN_MS = 2_000;
/** A list without a new page for this time has ended together with its process. */
const LIST_SILENCE_MS = 60_000;

/** One change: of a workload (deleted or not), or of an object that workloads depend on. */
export type Change =
  | {
      kind: 'workload';
      namespace: string;
      of: string;
      name: string;
      gone: boolean;
    }
  | {
      kind: 'object';
      object: string;
      /**
       * Whether its names suggest keys, or it is the record of a Helm release. It then counts although nothing uses it.
       */
      isTelling: boolean;
    }
  | { kind: 'serviceAccount'; namespace: string; name: string }
  /** Of a custom resource: what the cluster has may be more now. */
  | { kind: 'definition' };

export interface ClusterWatcherOptions {
  cluster: ClusterHandle;
  positions: WatchPositions;
  /** Every kind that is audited there. Throws ClusterError. */
  kinds: () => Promise<readonly ResourceKind[]>;
  /** The same, as the cluster has them now. Throws ClusterError. */
  kindsNow: () => Promise<readonly ResourceKind[]>;
  /** Lists the whole cluster and saves the positions, if it can be read. */
  list: () => Promise<void>;
  /** Reads the changed workloads and stores them. */
  apply: (changes: Change[]) => Promise<void>;
  /** Called each time that a list may not be followed, or its kind is gone. @param path - of the list */
  refused: (path: string, error: ClusterError) => void;
  /** Called for each list that is followed, from time to time. */
  followed: (path: string) => void;
  logger: LoggerService;
  capacity?: number;
  windowMs?: number;
  pauseMs?: (failures: number) => number;
  /** Time between two looks at the files that the portal signs in with. */
  signInMs?: number;
}

/** Follows one cluster: every kind that is audited, and the ServiceAccounts, Secrets and ConfigMaps they depend on. */
export class ClusterWatcher {
  constructor(private readonly options: ClusterWatcherOptions) {}

  /**
   * Continues from the saved positions until `signal` is aborted. Lists the cluster when there are no positions or they
   * are too old.
   */
  async run(signal: AbortSignal): Promise<void> {
    const { cluster, positions, logger } = this.options;
    const known = await positions.load(cluster.name);
    if (known.size > 0) {
      const reason = await this.goOn(known, signal).catch(error => {
        // Only a list says that the cluster cannot be read any more.
        if (isClusterError(error, 'credentials')) {
          return error.message;
        }
        throw error;
      });
      if (!reason) {
        return;
      }
      logger.info(`Cluster ${cluster.name} is listed again: ${reason}`);
      await positions.forget(cluster.name);
    }
    const { listing } = await positions.ages(cluster.name);
    // A long list can take longer than the scheduler allows for a run. No other replica starts another list meanwhile.
    if (!signal.aborted && listing > LIST_SILENCE_MS) {
      await this.options.list();
    }
  }

  /**
   * Resolves with the reason why everything must be listed again, or when `signal` is aborted. Throws ClusterError when the
   * cluster lets the portal follow nothing.
   */
  private async follow(
    known: Map<string, string>,
    signal: AbortSignal,
  ): Promise<string> {
    const { cluster, positions } = this.options;
    const kinds = await this.options.kinds();
    const makers = makersOfPods(kinds);
    const leave = new AbortController();
    const both = AbortSignal.any([signal, leave.signal]);
    let reason = '';
    const relist = (why: string) => {
      reason ||= why;
      leave.abort();
    };
    const seen = new Map(known);
    const lost = new Set<string>();
    const refusals = new Map<string, ClusterError>();
    const queue = new ChangeQueue<Change>({
      capacity: this.options.capacity ?? CAPACITY,
      windowMs: this.options.windowMs,
      overflow: () => relist('more has changed than is followed one by one'),
      flush: async changes => {
        try {
          if (changes.delete('definition') && (await this.hasMore(kinds))) {
            relist('it has a kind that was not looked at before');
            return;
          }
          await this.options.apply([...changes.values()]);
        } catch (error) {
          relist(
            `changes could not be read or stored (${
              isClusterError(error) ? error.message : (error as Error).name
            })`,
          );
        }
      },
    });
    const save = async () => {
      // Only changes from before the drain are stored after it.
      const upTo = new Map(seen);
      await queue.drain();
      if (leave.signal.aborted) {
        return;
      }
      const state = lost.size > 0 ? 'broken watch' : 'watch';
      await positions.save(cluster.name, upTo, state);
    };
    let saving = Promise.resolve();
    const timer = setInterval(() => {
      saving = saving.then(save).catch(error => relist((error as Error).name));
    }, SAVE_MS);
    const signIn = setInterval(() => {
      try {
        cluster.assertSignIn();
      } catch (error) {
        relist((error as Error).message);
      }
    }, this.options.signInMs ?? SIGN_IN_MS);
    try {
      await Promise.all(
        [...known].map(([path, from]) =>
          this.followOne({
            kinds,
            makers,
            path,
            from,
            queue,
            signal: both,
            seen,
            lost,
          }).catch(error => {
            if (!isClusterError(error, 'forbidden', 'notFound')) {
              relist((error as Error).message);
              return;
            }
            // Without the right to watch this kind, or after its definition was deleted, only lists show it.
            refusals.set(path, error);
            this.options.refused(path, error);
          }),
        ),
      );
    } finally {
      clearInterval(timer);
      clearInterval(signIn);
      await saving;
      if (!reason && refusals.size < known.size) {
        await save();
      }
      await queue.stop();
    }
    const [refusal] = refusals.values();
    // Nothing can be followed: the caller waits longer each time.
    if (refusal && refusals.size === known.size && !reason) {
      throw refusal;
    }
    return reason;
  }

  /** As `follow`, unless there is something new to list. */
  private async goOn(
    known: Map<string, string>,
    signal: AbortSignal,
  ): Promise<string> {
    return (await this.isGranted(known, signal))
      ? 'it has a kind that the portal may read now'
      : this.follow(known, signal);
  }

  /**
   * Whether a kind whose list was refused may be listed now: the right to it often comes after the definition. Each turn
   * tries a few.
   */
  private async isGranted(
    known: ReadonlyMap<string, string>,
    signal: AbortSignal,
  ): Promise<boolean> {
    const { cluster, kinds } = this.options;
    const refused = (await kinds()).filter(
      kind => kind.isDiscovered && !known.has(listPath(kind)),
    );
    const from = Math.floor(Math.random() * refused.length);
    const some = [...refused.slice(from), ...refused.slice(0, from)];
    for (const kind of some.slice(0, TRIED_A_TURN)) {
      try {
        await cluster.request({
          path: listPath(kind),
          query: { limit: '1' },
          headers: { Accept: METADATA_LIST },
          signal,
        });
        return true;
      } catch (error) {
        if (!isClusterError(error)) {
          throw error;
        }
      }
    }
    return false;
  }

  /** Whether the cluster has an audited kind that it did not have before. */
  private async hasMore(before: readonly ResourceKind[]): Promise<boolean> {
    const known = new Set(before.map(kind => listPath(kind)));
    const now = await this.options.kindsNow();
    return now.some(kind => !known.has(listPath(kind)));
  }

  private async followOne(options: {
    kinds: readonly ResourceKind[];
    makers: ReadonlySet<string>;
    path: string;
    from: string;
    queue: ChangeQueue<Change>;
    signal: AbortSignal;
    seen: Map<string, string>;
    lost: Set<string>;
  }): Promise<void> {
    const { kinds, makers, path, from, queue, signal, seen, lost } = options;
    const { cluster, logger, pauseMs } = this.options;
    if (!from) {
      throw new PositionLostError(path);
    }
    const kind = kinds.find(each => listPath(each) === path);
    await watchResource<{ metadata: ObjectMetadata }>({
      cluster,
      path,
      from,
      logger,
      signal,
      pauseMs,
      // For a workload the name is enough too: its state after the window is read once.
      metadataOnly: true,
      onPosition: version => {
        seen.set(path, version);
        this.options.followed(path);
      },
      onState: state => (state === 'lost' ? lost.add(path) : lost.delete(path)),
      onEvent: ({ type, object: { metadata } }) => {
        const { namespace = '', name } = metadata;
        if (path === DEFINITIONS) {
          queue.add('definition', { kind: 'definition' });
          return;
        }
        if (kind) {
          const replicaSet = bareReplicaSetOf(kind, { metadata });
          if (replicaSet) {
            const change = { of: 'ReplicaSet', namespace, name: replicaSet };
            queue.add(`ReplicaSet/${namespace}/${replicaSet}`, {
              kind: 'workload',
              ...change,
              gone: false,
            });
          }
          if (!isTopLevel(kind, { metadata }, makers)) {
            return;
          }
          queue.add(`${kind.kind}/${namespace}/${name}`, {
            kind: 'workload',
            of: kind.kind,
            namespace,
            name,
            gone: type === 'DELETED',
          });
          return;
        }
        const change = this.dependency(path, metadata);
        if (change) {
          queue.add(JSON.stringify(change), change);
        }
      },
    });
  }

  private dependency(
    path: string,
    metadata: ObjectMetadata,
  ): Change | undefined {
    const { namespace = '', name } = metadata;
    switch (path) {
      case SERVICE_ACCOUNTS:
        return { kind: 'serviceAccount', namespace, name };
      case SECRETS:
      case CONFIG_MAPS:
        return {
          kind: 'object',
          object: objectKey(
            namespace,
            path === SECRETS ? 'Secret' : 'ConfigMap',
            name,
          ),
          isTelling:
            helmReleaseOf(name) !== undefined ||
            (dataKeysOf(metadata) ?? []).some(isTellingName),
        };
      default:
        return undefined;
    }
  }
}
