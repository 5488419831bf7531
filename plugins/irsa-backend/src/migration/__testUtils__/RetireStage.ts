import { ListAccessKeysCommand } from '@aws-sdk/client-iam';
import { Migration } from 'backstage-plugin-irsa-common';
import { Knex } from 'knex';
import { DefaultMigrationService } from '../DefaultMigrationService';
import { isOpen, startSoaking } from './soaking';
import { until, WalkthroughWorld } from './walkthroughWorld';

/** A soaking migration, and what tests of the acts of the retirement ask of it. */
export class RetireStage {
  /** @param database - with the plugin's tables; SQLite in memory when absent */
  static async start(database?: Knex): Promise<RetireStage> {
    const { world, service, id } = await startSoaking({ database });
    return new RetireStage(world, service, id);
  }

  private constructor(
    readonly world: WalkthroughWorld,
    /** The first process, whose worker runs. */
    readonly first: DefaultMigrationService,
    readonly id: string,
  ) {}

  /** As IAM tells it to the administrator; undefined when the key is gone. */
  async keyState(): Promise<string | undefined> {
    const { AccessKeyMetadata } = await this.world.root.send(
      new ListAccessKeysCommand({ UserName: 'profile-images-reader' }),
    );
    return AccessKeyMetadata?.[0]?.Status;
  }

  /** How often the portal has asked AWS for this. */
  asked(action: string): number {
    const { calls } = this.world.sandbox.aws;
    return calls.filter(call => call.action === action).length;
  }

  /** Waits until no act is under way. */
  ended(service: DefaultMigrationService): Promise<Migration> {
    return until('the end of the act', async () => {
      const found = await service.get(this.id);
      return isOpen(found.act) ? undefined : found;
    });
  }

  /** Another process of the portal. */
  async another(): Promise<DefaultMigrationService> {
    const service = await this.world.service();
    service.startWorker();
    return service;
  }
}
