import { accessKeyFingerprint } from 'backstage-plugin-irsa-node';
import { Knex } from 'knex';

const KEPT_MS = 30 * 86_400_000;

/** When the portal itself used a key or a role: announced before each use, so that no soak takes it for a use by the service. */
export class OwnUses {
  constructor(
    private readonly knex: Knex,
    private readonly now: () => number,
  ) {}

  /** @param identity - fingerprint of a key, or ARN of a role, that the portal is about to use */
  async note(identity: string): Promise<void> {
    const now = this.now();
    await this.knex('migration_own_key_uses').insert({
      fingerprint: nameOf(identity),
      at: now,
    });
    await this.knex('migration_own_key_uses')
      .where('at', '<', now - KEPT_MS)
      .delete();
  }

  /** Milliseconds since the epoch. */
  async of(identity: string | undefined): Promise<number[]> {
    if (!identity) {
      return [];
    }
    const rows = await this.knex('migration_own_key_uses').where({
      fingerprint: nameOf(identity),
    });
    return rows.map(({ at }) => Number(at));
  }

  /** Previews as the role, and the tries of all migrations that ever proved it. */
  async ofRole(roleArn: string): Promise<number[]> {
    const { knex } = this;
    const tries = await knex('migration_journal')
      .whereIn(
        'migration_id',
        knex('migrations').where({ role_arn: roleArn }).select('id'),
      )
      .where({ step: 'prove-role', entry: 'intent' })
      .select('at');
    return [
      ...(await this.of(roleArn)),
      ...tries.map(({ at }) => Date.parse(at)),
    ];
  }
}

/** Fits the column, as a fingerprint does. */
function nameOf(identity: string): string {
  return identity.startsWith('arn:')
    ? accessKeyFingerprint(identity)
    : identity;
}
