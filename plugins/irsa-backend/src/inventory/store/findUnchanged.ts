import { Knex } from 'knex';
import { isAmong } from './putRows';
import { DecidedWorkload } from './workloadRow';

interface StoredRow {
  id: string;
  status: string;
  status_reason: string | null;
  /** A number in SQLite. */
  listed: boolean | number;
  basis: string | null;
  document: string;
}

/**
 * Workloads whose stored model is the same, and that no failed scan has marked as unknown meanwhile: what is stored of what each
 * was found by, by its id.
 */
export async function findUnchanged(
  trx: Knex.Transaction,
  batch: DecidedWorkload[],
): Promise<Map<string, string | null>> {
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
    return new Map();
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
  const isSame = ({ workload, listed, objects }: DecidedWorkload) => {
    const row = known.get(workload.id);
    return (
      row?.status === workload.status &&
      (row.status_reason ?? undefined) === workload.statusReason &&
      Boolean(row.listed) === listed &&
      (objects === undefined ||
        sameSet(objects, read.get(workload.id) ?? [])) &&
      withoutTimes(row.document) === withoutTimes(JSON.stringify(workload))
    );
  };
  return new Map(
    batch
      .filter(isSame)
      .map(({ workload: { id } }) => [id, known.get(id)!.basis]),
  );
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  const all = new Set(a);
  return all.size === new Set(b).size && b.every(each => all.has(each));
}

/** The time of reading, and an age that grows by itself, are no change. */
function withoutTimes(document: string): string {
  return document.replace(/"(asOf":"[^"]*"|ageDays":\d+)/g, '');
}
