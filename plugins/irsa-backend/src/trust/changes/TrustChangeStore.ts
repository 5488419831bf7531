import { ConflictError } from '@backstage/errors';
import { TrustChange } from 'backstage-plugin-irsa-common';
import { Knex } from 'knex';
import { RoleRef } from '../reviews/types';

export interface TrustChangeRow {
  id: string;
  account_id: string;
  role_name: string;
  role_arn: string;
  open_key: string | null;
  state: TrustChange['state'];
  takes_back: string | null;
  before: string;
  after: string;
  effect: string;
  rules: string;
  reason: string;
  made_by: string;
  made_at: string;
  /** Set directly before IAM is asked to write. */
  sent_at: string | null;
  read_at: string | null;
}

/** Changes of a role that are shown at most; older ones stay in the database. */
const MOST = 50;
const TABLE = 'trust_changes';

/** SQL of the changes, for SQLite and PostgreSQL. */
export class TrustChangeStore {
  constructor(private readonly knex: Knex) {}

  /** Newest first. */
  async ofRole({ accountId, roleName }: RoleRef): Promise<TrustChangeRow[]> {
    return this.knex<TrustChangeRow>(TABLE)
      .where({ account_id: accountId, role_name: roleName })
      .orderBy('made_at', 'desc')
      .orderBy('id')
      .limit(MOST);
  }

  async open(): Promise<TrustChangeRow[]> {
    return this.knex<TrustChangeRow>(TABLE)
      .whereNotNull('open_key')
      .orderBy('id');
  }

  /** Throws ConflictError when another change of the role is under way. */
  async begin(row: TrustChangeRow): Promise<void> {
    await this.knex<TrustChangeRow>(TABLE)
      .insert(row)
      .onConflict('open_key')
      .ignore();
    if (
      !(await this.knex<TrustChangeRow>(TABLE).where({ id: row.id }).first())
    ) {
      throw new ConflictError(
        'Another change of this role is under way, or its end is not known yet. Load the page again to see what became of it.',
      );
    }
  }

  /**
   * For its writer, directly before it asks IAM to write. From then on, readers count the time in which the write may arrive. Throws
   * ConflictError when somebody has said already that nothing was written.
   */
  async claimSending(id: string, sentAt: string): Promise<void> {
    const changed = await this.knex<TrustChangeRow>(TABLE)
      .where({ id, sent_at: null })
      .whereNotNull('open_key')
      .update({ sent_at: sentAt });
    if (changed !== 1) {
      throw new ConflictError(
        'Reading the role took so long that the change was given up meanwhile. Nothing was written. Look at the role again.',
      );
    }
  }

  /** For readers: what was read of it counts once, and only for the row that they have read. */
  async settle(
    { id, sent_at }: Pick<TrustChangeRow, 'id' | 'sent_at'>,
    state: TrustChange['state'],
    readAt: string,
  ): Promise<void> {
    await this.knex<TrustChangeRow>(TABLE)
      .where({ id, sent_at })
      .whereNotNull('open_key')
      .update({ state, read_at: readAt, open_key: null });
  }

  /** For its writer, who knows more than readers: only a change that was seen written stays so. */
  async settleOwn(
    id: string,
    state: TrustChange['state'],
    readAt: string,
  ): Promise<void> {
    await this.knex<TrustChangeRow>(TABLE)
      .where({ id })
      .whereNot({ state: 'written' })
      .update({ state, read_at: readAt, open_key: null });
  }

  async get(id: string): Promise<TrustChangeRow | undefined> {
    return this.knex<TrustChangeRow>(TABLE).where({ id }).first();
  }
}
