import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Entity } from '@backstage/catalog-model';
import { JsonObject } from '@backstage/types';
import { installAgent, Sandbox, startSandbox } from '@internal/sandbox';
import { until } from '@internal/sandbox/until';
import { Migration, Plan } from 'backstage-plugin-irsa-common';
import { parse, parseAllDocuments } from 'yaml';
import { betweenLooks } from './betweenLooks';
import { clusterCall } from './clusterCall';
import { Databases, WorldDatabase } from './databases';
import { readSecrets, readWorld, WorldSight } from './readWorld';
import { Replica } from './Replica';

/** What a way needs of the world that it is walked in. */
export interface WorldSettings {
  /** Of the sandbox. */
  scenario: string;
  /** What is migrated; default kind a Deployment. */
  workload: { namespace: string; name: string; kind?: 'CronJob' };
  /** Asked for with the plan. */
  canary?: true;
  /** Roles are given by EKS Pod Identity, whose agent the cluster gets. */
  podIdentity?: boolean;
  /** Merged over the replicas' settings below `irsa.migration`. */
  migration?: JsonObject;
}

export const WALKTHROUGH: WorldSettings = {
  scenario: 'walkthrough',
  workload: { namespace: 'production', name: 'test' },
};
/** Of what a process said, before a run is given up on. */
const LAST_LINES = 15;
const BUSY = ['queued', 'running', 'stopping', 'rollingBack'];
/** Milliseconds between two calls of a Pod's program. */
const PROGRAM_MS = 150;
const NOW_STALE = 1;

export interface WorldParts {
  folder: string;
  databases: Databases;
  /** Of the replica's file, and of its compiled code. */
  replica: { file: string; cache: string };
}

/** A cluster, an account and a database of its own, and the replicas on them. */
export class CrashWorld {
  static async start(
    name: string,
    parts: WorldParts,
    settings: WorldSettings = WALKTHROUGH,
  ): Promise<CrashWorld> {
    const { scenario } = settings;
    const folder = join(parts.folder, name);
    mkdirSync(folder, { recursive: true });
    const [sandbox, database] = await Promise.all([
      startSandbox({ scenario, programInterval: PROGRAM_MS }),
      parts.databases.make(name),
    ]);
    await sandbox.writeState(folder);
    if (settings.podIdentity) {
      await installAgent(sandbox);
    }
    return new CrashWorld(
      sandbox,
      database,
      folder,
      parts,
      settings,
      await readSecrets(sandbox, settings.workload.namespace),
    );
  }

  private readonly replicas: Replica[] = [];

  private constructor(
    readonly sandbox: Sandbox,
    private readonly database: WorldDatabase,
    private readonly folder: string,
    private readonly parts: WorldParts,
    readonly settings: WorldSettings,
    private readonly secrets: ReadonlyMap<string, string>,
  ) {}

  /** A process that has loaded its code and waits to be started. */
  prepare(): Replica {
    const { file, cache } = this.parts.replica;
    const replica = new Replica(file, cache);
    this.replicas.push(replica);
    return replica;
  }

  async startReplica(replica = this.prepare()): Promise<Replica> {
    const { client, connection } = this.database;
    const { irsa, ...overlay } = parse(
      readFileSync(join(this.folder, 'app-config.sandbox.yaml'), 'utf8'),
    );
    const config: JsonObject = {
      ...overlay,
      backend: { database: { client } },
      catalog: undefined,
      irsa: {
        ...irsa,
        ...(this.settings.podIdentity && {
          clusters: irsa.clusters.map((cluster: JsonObject) => ({
            ...cluster,
            eksCluster: cluster.name,
            identity: 'podIdentity',
          })),
        }),
        scan: { watch: false },
        // The webhook of a sandbox that shares two cores with many others sees an annotation late.
        migration: {
          injectionWait: { milliseconds: 1_500 },
          watch: { milliseconds: 200 },
          ...this.settings.migration,
        },
        soak: { cooling: { milliseconds: 0 } },
      },
    };
    await replica.start({
      config,
      database: { client, connection },
      entities: this.entities() as unknown as JsonObject[],
    });
    return replica;
  }

  /** Scans and plans. The workload runs on its key by then. */
  async plan(replica: Replica): Promise<Plan> {
    const { workload, canary } = this.settings;
    if (!workload.kind) {
      await this.healthy();
    }
    await replica.post('/scans', {});
    const plan = await replica.post<Plan>('/plans', {
      workload: {
        cluster: this.sandbox.clusters[0].name,
        kind: 'Deployment',
        ...workload,
      },
      canary,
    });
    if (plan.status !== 'ready') {
      throw new Error(
        `The plan is ${plan.status}: ${JSON.stringify(
          plan.checks.filter(({ state }) => state === 'blocked'),
        )}`,
      );
    }
    return plan;
  }

  private async healthy(): Promise<void> {
    await until('a healthy workload', async () => {
      const { namespace, name } = this.settings.workload;
      const { status } = await clusterCall<{
        status?: { availableReplicas?: number };
      }>(this.sandbox, {
        path: `/apis/apps/v1/namespaces/${namespace}/deployments/${name}`,
      });
      return status?.availableReplicas === 2;
    });
  }

  /** What a click on Start does. */
  begin(replica: Replica, plan: Plan): Promise<Migration> {
    return replica.post<Migration>('/migrations', {
      planId: plan.id,
      planHash: plan.hash,
      idempotencyKey: 'the-same-click',
      acknowledgements: plan.checks
        .filter(({ state }) => state === 'warning')
        .map(({ id }) => id),
    });
  }

  /** Waits until no worker has the only migration, nothing is asked of one, and it is over as the way says. */
  rest(
    replica: Replica,
    id: string,
    isOver: (migration: Migration) => boolean = ({ status }) =>
      !BUSY.includes(status),
  ): Promise<Migration> {
    const { knex } = this.database;
    let seen: Migration | undefined;
    const look = async () => {
      const row = await knex('migrations').first('claim', 'act', 'act_waits');
      if (row.claim !== null || (row.act !== null && !row.act_waits)) {
        return undefined;
      }
      seen = await replica.get<Migration>(`/migrations/${id}`);
      if (isOver(seen)) {
        return seen;
      }
      // Who waits for others looks now and not in a while.
      await knex('migrations')
        .whereNull('claim')
        .whereNotNull('wait_until')
        .update({ wait_until: 0 });
      return undefined;
    };
    return until('a migration at rest', look).catch(error => {
      const told = seen
        ? `It was ${seen.status}: ${seen.statusReason ?? ''} ${
            seen.waitingFor?.words ?? ''
          }`
        : 'A worker had it all the time.';
      throw new Error(`${error.message} ${told}\n${replica.log.join('\n')}`);
    });
  }

  /** As when the lease of a process that does nothing any more has run out. */
  async endLeases(): Promise<void> {
    await this.database
      .knex('migrations')
      .whereNotNull('claim')
      .update({ heartbeat: NOW_STALE });
  }

  /** The next round of the watch is due. */
  async dueAgain(): Promise<void> {
    await this.database.knex('migration_watch_turns').update({ due_at: 0 });
  }

  /** Whether a worker has the migration. */
  async isClaimed(): Promise<boolean> {
    const rows = await this.database.knex('migrations').whereNotNull('claim');
    return rows.length > 0;
  }

  /** Reads the world at a moment at which no worker has the migration. */
  read(): Promise<WorldSight> {
    const { knex } = this.database;
    return betweenLooks(
      async () => {
        const row = await knex('migrations').first('claim', 'claim_number');
        return { claim: row.claim, number: Number(row.claim_number) };
      },
      () => this.see(),
    );
  }

  private see(): Promise<WorldSight> {
    return readWorld({
      sandbox: this.sandbox,
      knex: this.database.knex,
      namespace: this.settings.workload.namespace,
      secretsBefore: this.secrets,
    });
  }

  /** How the migration stands, and what each process said last, one line each. */
  async stand(): Promise<string[]> {
    const { migration } = await this.see();
    return [
      ...migration,
      ...this.replicas.flatMap(({ log }, at) =>
        log.slice(-LAST_LINES).map(line => `replica ${at + 1}: ${line}`),
      ),
    ];
  }

  async close(): Promise<void> {
    await Promise.all(this.replicas.map(replica => replica.kill()));
    await this.database.close();
    await this.sandbox.close();
  }

  private entities(): Entity[] {
    return parseAllDocuments(
      readFileSync(join(this.folder, 'catalog/all.yaml'), 'utf8'),
    )
      .map(document => document.toJS())
      .filter(Boolean)
      .map(entity => ({
        ...entity,
        metadata: { namespace: 'default', ...entity.metadata },
      }));
  }
}
