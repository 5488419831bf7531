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

  /** What was read of it counts once: whoever reads first says so. */
  async settle(
    id: string,
    state: TrustChange['state'],
    readAt: string,
  ): Promise<void> {
    await this.knex<TrustChangeRow>(TABLE)
      .where({ id })
      .whereNotNull('open_key')
      .update({ state, read_at: readAt, open_key: null });
  }

  async get(id: string): Promise<TrustChangeRow | undefined> {
    return this.knex<TrustChangeRow>(TABLE).where({ id }).first();
  }
}
