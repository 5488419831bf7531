import { ConflictError } from '@backstage/errors';
import { Knex } from 'knex';
import { transact } from '../../shared/transaction';
import { RoleRef } from './types';

export interface SignOffRow {
  id: string;
  account_id: string;
  role_name: string;
  open_key: string | null;
  policy_hash: string;
  policy: string;
  admits: string;
  admits_known: boolean;
  findings: string;
  comment: string;
  signed_by: string;
  signed_at: string;
  ends_at: string;
  void_at: string | null;
  told_at: string | null;
}

export interface AcceptedRow {
  id: string;
  account_id: string;
  role_name: string;
  open_key: string | null;
  rule_id: string;
  severity: string;
  message: string;
  content_hash: string;
  reason: string;
  accepted_by: string;
  accepted_at: string;
  ends_at: string;
  closed_by: string | null;
  closed_at: string | null;
}

/** Sign-offs and accepted findings of a role that are shown at most; older ones stay in the database. */
const MOST = 100;

/** SQL of the reviews, for SQLite and PostgreSQL. */
export class ReviewStore {
  constructor(private readonly knex: Knex) {}

  /** Newest first. */
  async signOffs(role: RoleRef): Promise<SignOffRow[]> {
    return this.knex<SignOffRow>('trust_sign_offs')
      .where(columnsOf(role))
      .orderBy('signed_at', 'desc')
      .orderBy('id')
      .limit(MOST);
  }

  /** Those that were not replaced by another, of all roles. */
  async openSignOffs(): Promise<SignOffRow[]> {
    return this.knex<SignOffRow>('trust_sign_offs')
      .whereNotNull('open_key')
      .orderBy('id');
  }

  /** Replaces the role's sign-off. Throws ConflictError when somebody else does so at the same time. */
  async sign(row: SignOffRow): Promise<void> {
    await this.replace<SignOffRow>(
      'trust_sign_offs',
      row,
      'signed the role off',
    );
  }

  /** Newest first. */
  async accepted(role: RoleRef): Promise<AcceptedRow[]> {
    return this.knex<AcceptedRow>('accepted_findings')
      .where(columnsOf(role))
      .orderBy('accepted_at', 'desc')
      .orderBy('id')
      .limit(MOST);
  }

  /** Replaces what was accepted of the finding before. Throws ConflictError as `sign` does. */
  async accept(row: AcceptedRow): Promise<void> {
    await this.replace<AcceptedRow>(
      'accepted_findings',
      row,
      'accepted the finding',
    );
  }

  /** @returns whether it was still in force */
  async withdraw(id: string, actor: string, now: string): Promise<boolean> {
    const changed = await this.knex<AcceptedRow>('accepted_findings')
      .where({ id, closed_at: null })
      .update({ closed_at: now, closed_by: actor, open_key: null });
    return changed > 0;
  }

  /** Who of this portal changed the role last: by a migration, or by a proposal. */
  async authorOf(roleArn: string): Promise<string | undefined> {
    const [migration, change] = await Promise.all([
      this.knex('migrations')
        .where({ role_arn: roleArn })
        .orderBy('started_at', 'desc')
        .first('started_by', 'started_at'),
      this.knex('trust_changes')
        .where({ role_arn: roleArn })
        .whereNot({ state: 'notWritten' })
        .orderBy('made_at', 'desc')
        .first('made_by', 'made_at'),
    ]);
    return change && (!migration || change.made_at > migration.started_at)
      ? change.made_by
      : migration?.started_by;
  }

  async markVoid(id: string, now: string): Promise<void> {
    await this.knex<SignOffRow>('trust_sign_offs')
      .where({ id, void_at: null })
      .update({ void_at: now });
  }

  /** @returns whether this replica is the one to tell */
  async claimTelling(id: string, now: string): Promise<boolean> {
    const changed = await this.knex<SignOffRow>('trust_sign_offs')
      .where({ id, told_at: null })
      .update({ told_at: now });
    return changed > 0;
  }

  async releaseTelling(id: string): Promise<void> {
    await this.knex<SignOffRow>('trust_sign_offs')
      .where({ id })
      .update({ told_at: null });
  }

  private async replace<Row extends { id: string; open_key: string | null }>(
    table: string,
    row: Row,
    what: string,
  ): Promise<void> {
    await transact(this.knex, async trx => {
      await trx(table)
        .where({ open_key: row.open_key })
        .update({ open_key: null });
      await trx(table).insert(row).onConflict('open_key').ignore();
      if (!(await trx(table).where({ id: row.id }).first('id'))) {
        throw new ConflictError(
          `Somebody else has just ${what}. Load the page again.`,
        );
      }
    });
  }
}

function columnsOf({ accountId, roleName }: RoleRef) {
  return { account_id: accountId, role_name: roleName };
}
