import { InputError } from '@backstage/errors';
import { Knex } from 'knex';

/** Column of a sort, and whether its values go up when the sort does: the oldest key is the one created first. */
const SORTS: Record<
  string,
  { column: string; turned?: boolean; nullable?: boolean }
> = {
  status: { column: 'shown_status' },
  keyAge: { column: 'key_created_at', turned: true, nullable: true },
  keyLastUsed: { column: 'key_last_used_at', nullable: true },
  owner: { column: 'owner_ref', nullable: true },
  severity: { column: 'severity' },
};

/** Where a page ended: the sort's own value, name and id of its last row. */
export interface PageEnd {
  value: string | number | null;
  name: string;
  id: string;
}

/**
 * The order of a list: by one column, what is unknown last, then by name and id, so that no two rows are equal and a
 * page can begin after the last row of the one before it.
 */
export class PageOrder {
  /** Column of `workloads`, or none: by name alone. */
  readonly column?: string;
  private readonly up: boolean;
  private readonly nullable: boolean;

  constructor(private readonly sort = 'name') {
    const descending = sort.startsWith('-');
    const known = SORTS[sort.replace(/^-/, '')];
    this.column = known?.column;
    this.nullable = known?.nullable ?? false;
    this.up = descending === Boolean(known?.turned);
  }

  /** Adds the order within one part. */
  apply(query: Knex.QueryBuilder): Knex.QueryBuilder {
    if (this.column) {
      query.orderBy(`w.${this.column}`, this.up ? 'asc' : 'desc');
      return query.orderBy('w.name').orderBy('w.id');
    }
    const direction = this.up ? 'asc' : 'desc';
    return query.orderBy('w.name', direction).orderBy('w.id', direction);
  }

  /** The parts of the list one after the other: rows with a value, then those without. */
  parts(): ((query: Knex.QueryBuilder) => Knex.QueryBuilder)[] {
    const column = `w.${this.column}`;
    return this.nullable
      ? [query => query.whereNotNull(column), query => query.whereNull(column)]
      : [query => query];
  }

  /** Which part a page that goes on after `end` begins in. */
  partOf(end: PageEnd): number {
    return this.nullable && end.value === null ? 1 : 0;
  }

  /** Leaves only rows after `end`, which is in the same part. */
  after(query: Knex.QueryBuilder, end: PageEnd): Knex.QueryBuilder {
    const beyond = this.up ? '>' : '<';
    const byName = (where: Knex.QueryBuilder, operator: string) =>
      where.whereRaw(`(w.name, w.id) ${operator} (?, ?)`, [end.name, end.id]);
    if (!this.column) {
      return byName(query, beyond);
    }
    if (end.value === null) {
      return byName(query, '>');
    }
    const column = `w.${this.column}`;
    return query.where(where =>
      where
        .where(column, beyond, end.value as string)
        .orWhere(same => byName(same.where(column, end.value as string), '>')),
    );
  }

  encode({ value, name, id }: PageEnd): string {
    return Buffer.from(JSON.stringify([this.sort, value, name, id])).toString(
      'base64url',
    );
  }

  /** Throws InputError when the cursor is not one of a list with this order. */
  decode(cursor: string): PageEnd {
    let parts: unknown;
    try {
      parts = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    } catch {
      parts = undefined;
    }
    const [sort, value, name, id] = Array.isArray(parts) ? parts : [];
    const isValue =
      value === null || typeof value === 'string' || typeof value === 'number';
    if (
      sort !== this.sort ||
      !isValue ||
      typeof name !== 'string' ||
      typeof id !== 'string'
    ) {
      throw new InputError(
        'This cursor is not of a list with this sort. Take nextCursor of the page before, and keep filter and sort.',
      );
    }
    return { value, name, id };
  }
}
