import { LoggerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { readRole } from '../../accounts/iam';
import { EngineParts } from '../engine/createStepContext';
import { MigrationRecord } from '../model/records';
import { observeSoak } from './observeSoak';
import { readKeyUse } from '../../accounts/readKeyUse';
import { wordsOf } from '../../shared/databaseOutage';

const LOOK_MS = 30_000;
const OWN_USES_KEPT_MS = 30 * 86_400_000;

/** Watches the old keys and the roles of migrations during the soak. */
export class SoakWatcher {
  private timer?: NodeJS.Timeout;

  constructor(
    private readonly knex: Knex,
    private readonly parts: EngineParts,
    private readonly logger: LoggerService,
    private readonly onStatus: (record: MigrationRecord) => Promise<void>,
  ) {}

  start(): void {
    if (this.timer) {
      return;
    }
    this.timer = setInterval(() => {
      this.lookAtAll().catch(error =>
        this.logger.warn(`Watching old keys failed: ${wordsOf(error)}`),
      );
    }, LOOK_MS);
    this.timer.unref();
  }

  stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }

  /** A key that cannot be read does not affect the others. */
  async lookAtAll(): Promise<void> {
    const records = await this.parts.store.withStatus([
      'soaking',
      'keyInactive',
    ]);
    for (const record of records) {
      try {
        await this.look(record);
      } catch (error) {
        this.logger.warn(
          `The old key of migration ${
            record.id
          } could not be looked at: ${wordsOf(error)}`,
        );
      }
    }
  }

  async noteOwnUse(fingerprint: string): Promise<void> {
    const now = this.parts.now();
    await this.knex('migration_own_key_uses').insert({ fingerprint, at: now });
    await this.knex('migration_own_key_uses')
      .where('at', '<', now - OWN_USES_KEPT_MS)
      .delete();
  }

  private async look(candidate: MigrationRecord): Promise<void> {
    const { store, accounts, config, now } = this.parts;
    const { execution } = candidate;
    const { iam } = accounts.get(execution.accountId);
    const key = execution.key && (await readKeyUse(iam, execution.key));
    const role = await readRole(iam, execution.role.name);
    const ownUses = await this.ownUses(execution.key?.fingerprint);
    // Claimed only for the write, so that no action of a person is overwritten.
    const record = await store.claim(
      candidate.id,
      config.migration.staleAfterMs,
      ['soaking', 'keyInactive'],
    );
    if (!record?.state.soak) {
      return;
    }
    try {
      const before = record.state.soak;
      const seen = observeSoak({
        soak: before,
        soakMs: execution.soakMs,
        key,
        ownUses,
        roleLastUsedAt: role?.lastUsedAt,
        now: now(),
      });
      const levels = seen.proofs.map(({ level }) => level);
      record.state = {
        ...record.state,
        soak: seen.soak,
        proofs: [
          ...record.state.proofs.filter(({ level }) => !levels.includes(level)),
          ...seen.proofs,
        ],
      };
      await store.update(record.id, record.claim!, { state: record.state });
      for (const event of seen.events) {
        await store.addEvent(record.id, event);
      }
      if (seen.events.length > 0) {
        this.parts.announce(record.id);
      }
      if (seen.soak.endsAt !== before.endsAt) {
        await this.onStatus(record);
      }
    } finally {
      await store.release(record.id, record.claim!);
    }
  }

  private async ownUses(fingerprint: string | undefined): Promise<number[]> {
    if (!fingerprint) {
      return [];
    }
    const rows = await this.knex('migration_own_key_uses').where({
      fingerprint,
    });
    return rows.map(({ at }) => Number(at));
  }
}
