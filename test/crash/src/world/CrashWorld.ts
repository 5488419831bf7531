import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  DetachRolePolicyCommand,
  ListAttachedRolePoliciesCommand,
} from '@aws-sdk/client-iam';
import { Entity } from '@backstage/catalog-model';
import { JsonObject } from '@backstage/types';
import { Sandbox, startSandbox } from '@internal/sandbox';
import { until } from '@internal/sandbox/until';
import { Migration, Plan } from 'backstage-plugin-irsa-common';
import { parse, parseAllDocuments } from 'yaml';
import { clusterGet } from './clusterGet';
import { Databases, WorldDatabase } from './databases';
import { rootOf } from './rootOf';
import { readSecrets, readWorld, WorldSight } from './readWorld';
import { Replica } from './Replica';

const WORKLOAD = {
  cluster: 'eks-prod-eu',
  namespace: 'production',
  kind: 'Deployment',
  name: 'test',
};

const DEPLOYMENT = '/apis/apps/v1/namespaces/production/deployments/test';
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
  static async start(name: string, parts: WorldParts): Promise<CrashWorld> {
    const folder = join(parts.folder, name);
    mkdirSync(folder, { recursive: true });
    const [sandbox, database] = await Promise.all([
      startSandbox({ scenario: 'walkthrough', programInterval: PROGRAM_MS }),
      parts.databases.make(name),
    ]);
    await sandbox.writeState(folder);
    return new CrashWorld(
      sandbox,
      database,
      folder,
      parts,
      await readSecrets(sandbox),
    );
  }

  private readonly replicas: Replica[] = [];

  private constructor(
    readonly sandbox: Sandbox,
    private readonly database: WorldDatabase,
    private readonly folder: string,
    private readonly parts: WorldParts,
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
        scan: { watch: false },
        // The webhook of a sandbox that shares two cores with many others sees an annotation late.
        migration: { injectionWait: { milliseconds: 1_500 } },
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
    await until('a healthy workload', async () => {
      const { status } = await clusterGet<{
        status?: { availableReplicas?: number };
      }>(this.sandbox, DEPLOYMENT);
      return status?.availableReplicas === 2;
    });
    await replica.post('/scans', {});
    const plan = await replica.post<Plan>('/plans', { workload: WORKLOAD });
    if (plan.status !== 'ready') {
      throw new Error(
        `The plan is ${plan.status}: ${JSON.stringify(
          plan.checks.filter(({ state }) => state === 'blocked'),
        )}`,
      );
    }
    return plan;
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

  /** Waits until no worker has anything to do with the only migration, and it is over as the way says. */
  rest(
    replica: Replica,
    id: string,
    isOver: (migration: Migration) => boolean = () => true,
  ): Promise<Migration> {
    return until('a migration at rest', async () => {
      const { claim, act } = await this.database
        .knex('migrations')
        .first('claim', 'act');
      if (claim !== null || act !== null) {
        return undefined;
      }
      const migration = await replica.get<Migration>(`/migrations/${id}`);
      return !BUSY.includes(migration.status) && isOver(migration)
        ? migration
        : undefined;
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

  /** Somebody takes all policies off a role. */
  async detach(roleArn: string): Promise<void> {
    const iam = rootOf(this.sandbox);
    const RoleName = roleArn.split('/').pop();
    const { AttachedPolicies = [] } = await iam.send(
      new ListAttachedRolePoliciesCommand({ RoleName }),
    );
    for (const { PolicyArn } of AttachedPolicies) {
      await iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn }));
    }
    iam.destroy();
  }

  /** Whether a worker has the migration. */
  async isClaimed(): Promise<boolean> {
    const rows = await this.database.knex('migrations').whereNotNull('claim');
    return rows.length > 0;
  }

  read(): Promise<WorldSight> {
    return readWorld(this.sandbox, this.database.knex, this.secrets);
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
