import { setTimeout as sleep } from 'node:timers/promises';
import { LoggerService } from '@backstage/backend-plugin-api';
import {
  CompoundEntityRef,
  Entity,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { KUBERNETES_CLUSTER } from '../inventory/links/linkedEntity';
import { RecurringFailures } from '../shared/RecurringFailures';
import { Fleet } from './readFleet';
import { KnownResources } from './readResources';
import { EntityState, stateOf } from './stateOf';

/** How often all is read anew, in milliseconds. */
const EVERY_MS = 2 * 60_000;
/** For how long a reading counts when no newer one succeeds, in milliseconds. */
const COUNTS_FOR_MS = 3 * EVERY_MS;
/** For how long entities wait for the first reading after a start, in milliseconds. */
const WAITS_MS = 10_000;
const FLEET = 'fleet';

/** What is said of an entity; `state` is undefined where there is nothing to say. */
export interface Said {
  state?: EntityState;
  dependsOn: CompoundEntityRef[];
}

const NOTHING: Said = { dependsOn: [] };

type Reading = Fleet & { resources: KnownResources; at: number };

export interface FleetStatesOptions {
  /** Undefined in a portal without our backend. */
  readFleet(): Promise<Fleet | undefined>;
  readResources(): Promise<KnownResources>;
  logger: LoggerService;
  /** Milliseconds since 1970. */
  now?: () => number;
  /** For how long `tell` waits for the first reading, in milliseconds. */
  waitsMs?: number;
}

/** The last reading of all workloads, and what it says of each entity. */
export class FleetStates {
  private reading?: Reading;
  private isAbsent = false;
  private hasFailed = false;
  private nextAt = 0;
  private readonly failures: RecurringFailures;
  private readonly now: () => number;
  private onRead: () => void = () => {};
  private readonly ready: Promise<void>;
  /** What the catalog was told of each entity, with what is needed to ask again. */
  private readonly told = new Map<
    string,
    { entity: Entity; since: number; words: string }
  >();

  constructor(private readonly options: FleetStatesOptions) {
    this.now = options.now ?? (() => Date.now());
    this.ready = Promise.race([
      new Promise<void>(resolve => {
        this.onRead = resolve;
      }),
      sleep(options.waitsMs ?? WAITS_MS, undefined, { ref: false }),
    ]);
    this.failures = new RecurringFailures({
      logger: options.logger,
      now: this.now,
    });
  }

  /**
   * Reads when it is time to. Never throws: a failure is told once, and what was read before counts for some minutes.
   *
   * @returns refs of entities of which something else is true now than the catalog was told
   */
  async update(): Promise<string[]> {
    if (this.now() >= this.nextAt) {
      await this.read();
    }
    return this.changed();
  }

  /**
   * What is to be said of the entity now; remembered for `update`.
   *
   * @param since - milliseconds since 1970 at which the catalog first had it with its present Kubernetes annotations
   */
  async tell(entity: Entity, since: number): Promise<Said> {
    await this.ready;
    const said = this.of(entity, since);
    this.told.set(stringifyEntityRef(entity), {
      entity: onlyWhatIsAsked(entity),
      since,
      words: JSON.stringify(said),
    });
    return said;
  }

  private of(entity: Entity, since: number): Said {
    if (this.isAbsent) {
      return NOTHING;
    }
    const { reading } = this;
    if (!reading || this.now() > reading.at + COUNTS_FOR_MS) {
      return { state: 'not known', dependsOn: [] };
    }
    const linked = reading.workloads.get(stringifyEntityRef(entity));
    const { clusters, roles } = reading.resources;
    const targets = [
      ...[...(linked?.clusters ?? [])].map(name => clusters.get(name)),
      ...[...(linked?.roleArns ?? [])].map(arn => roles.get(arn)),
    ];
    const own = stringifyEntityRef(entity);
    const dependsOn = targets
      .filter(target => target !== undefined)
      .filter(target => stringifyEntityRef(target) !== own)
      .sort((a, b) =>
        stringifyEntityRef(a).localeCompare(stringifyEntityRef(b)),
      );
    const cluster = entity.metadata.annotations?.[KUBERNETES_CLUSTER];
    return {
      state: stateOf(linked, reading.coverage, { cluster, since }),
      dependsOn,
    };
  }

  private async read(): Promise<void> {
    try {
      const fleet = await this.options.readFleet();
      this.isAbsent = !fleet;
      this.reading = fleet && {
        ...fleet,
        resources: await this.options.readResources(),
        at: this.now(),
      };
      this.hasFailed = false;
      this.nextAt = this.now() + EVERY_MS;
      this.onRead();
      this.failures.succeeded(FLEET, 'The state of AWS keys can be read again');
    } catch (error) {
      this.isAbsent = false;
      // The first may be the start of our backend, so it is not told.
      if (this.hasFailed) {
        this.onRead();
        this.nextAt =
          this.now() +
          this.failures.failed(
            FLEET,
            `The state of AWS keys cannot be read, so it is 'not known' on entities: ${
              (error as Error).message
            }`,
          );
      }
      this.hasFailed = true;
    }
  }

  private changed(): string[] {
    return [...this.told].flatMap(([ref, { entity, since, words }]) => {
      const now = JSON.stringify(this.of(entity, since));
      if (now === words) {
        return [];
      }
      this.told.set(ref, { entity, since, words: now });
      return [ref];
    });
  }
}

function onlyWhatIsAsked({ apiVersion, kind, metadata }: Entity): Entity {
  const { namespace, name, annotations } = metadata;
  const cluster = annotations?.[KUBERNETES_CLUSTER];
  return {
    apiVersion,
    kind,
    metadata: {
      namespace,
      name,
      ...(cluster && { annotations: { [KUBERNETES_CLUSTER]: cluster } }),
    },
  };
}
