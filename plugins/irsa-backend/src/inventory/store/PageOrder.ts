import { InputError } from '@backstage/errors';
import { Knex } from 'knex';

/** Column of a sort, and whether its values ascend with the sort: the oldest key is the one created first. */
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

/** The end of a page: sort value, name and id of its last row. */
export interface PageEnd {
  value: string | number | null;
  name: string;
  id: string;
}

/**
 * The order of a list: by one column with unknown values last, then by name and id. So no two rows are equal, and a
 * page can start after the last row of the previous one.
 */
export class PageOrder {
  /** Column of `workloads`; undefined to sort only by name. */
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

  /** The two parts of the list: rows with a value, then those without. */
  parts(): ((query: Knex.QueryBuilder) => Knex.QueryBuilder)[] {
    const column = `w.${this.column}`;
    return this.nullable
      ? [query => query.whereNotNull(column), query => query.whereNull(column)]
      : [query => query];
  }

  /** The part in which a page after `end` starts. */
  partOf(end: PageEnd): number {
    return this.nullable && end.value === null ? 1 : 0;
  }

  /** Keeps only rows after `end`, which must be in the same part. */
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

  /** Throws InputError when the cursor does not belong to a list with this order. */
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
