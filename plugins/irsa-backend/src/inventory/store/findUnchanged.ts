import { Workload } from 'backstage-plugin-irsa-common';
import { Knex } from 'knex';
import { isAmong } from './putRows';
import { DecidedWorkload, keyRows } from './workloadRow';

interface StoredRow {
  id: string;
  status: string;
  status_reason: string | null;
  /** A number in SQLite. */
  listed: boolean | number;
  basis: string | null;
  document: string;
}

/** What is stored already of a batch. */
export interface Unchanged {
  /**
   * Workloads whose stored model is the same, and that no failed scan has marked as unknown meanwhile: what is stored of what each
   * was found by, by its id.
   */
  same: ReadonlyMap<string, string | null>;
  /** Ids of all that are there. They are locked. */
  known: ReadonlySet<string>;
  /** Ids of those whose keys are stored as they are. */
  sameKeys: ReadonlySet<string>;
  /** Ids of those whose objects are stored as they are. */
  sameObjects: ReadonlySet<string>;
}

/** Compares a batch with what is stored of it. */
export async function findUnchanged(
  trx: Knex.Transaction,
  batch: DecidedWorkload[],
): Promise<Unchanged> {
  const rows: StoredRow[] = await trx('workload_documents as d')
    .join('workloads as w', 'w.id', 'd.workload_id')
    .select(
      'w.id',
      'w.status',
      'w.status_reason',
      'w.listed',
      'w.basis',
      'd.document',
    )
    .whereRaw(
      isAmong(
        trx,
        'd.workload_id',
        batch.map(({ workload }) => workload.id),
      ),
    )
    // Locked until everything is written, so that writes of another replica come before or after.
    .orderBy('w.id')
    .forUpdate('w');
  const known = new Map(rows.map(row => [row.id, row]));
  const read = new Map<string, string[]>();
  if (rows.length === 0) {
    return {
      same: new Map(),
      known: new Set(),
      sameKeys: new Set(),
      sameObjects: new Set(),
    };
  }
  for (const { workload_id: id, object } of await trx('workload_objects')
    .select('workload_id', 'object')
    .whereRaw(isAmong(trx, 'workload_id', [...known.keys()]))) {
    const others = read.get(id);
    if (others) {
      others.push(object);
    } else {
      read.set(id, [object]);
    }
  }
  const hasSameObjects = ({ workload, objects }: DecidedWorkload) =>
    objects === undefined || sameSet(objects, read.get(workload.id) ?? []);
  const isSame = (stored: DecidedWorkload) => {
    const { workload, listed } = stored;
    const row = known.get(workload.id);
    return (
      row?.status === workload.status &&
      (row.status_reason ?? undefined) === workload.statusReason &&
      Boolean(row.listed) === listed &&
      hasSameObjects(stored) &&
      withoutTimes(row.document) === withoutTimes(JSON.stringify(workload))
    );
  };
  const same = new Map(
    batch
      .filter(isSame)
      .map(({ workload: { id } }) => [id, known.get(id)!.basis]),
  );
  const others = batch.filter(
    ({ workload: { id } }) => known.has(id) && !same.has(id),
  );
  const idsOf = (some: readonly DecidedWorkload[]) =>
    new Set(some.map(({ workload }) => workload.id));
  return {
    same,
    known: new Set(known.keys()),
    sameKeys: idsOf(
      others.filter(stored => {
        const before = JSON.parse(known.get(stored.workload.id)!.document);
        const rowsOf = (workload: Workload) =>
          JSON.stringify(keyRows({ workload }));
        return rowsOf(before) === rowsOf(stored.workload);
      }),
    ),
    sameObjects: idsOf(others.filter(hasSameObjects)),
  };
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  const all = new Set(a);
  return all.size === new Set(b).size && b.every(each => all.has(each));
}

/** The time of reading, and an age that grows by itself, are no change. */
function withoutTimes(document: string): string {
  return document.replace(/"(asOf":"[^"]*"|ageDays":\d+)/g, '');
}
