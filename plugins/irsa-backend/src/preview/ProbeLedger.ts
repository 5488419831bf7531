import { randomUUID } from 'node:crypto';
import { workloadId, WorkloadRef } from 'backstage-plugin-irsa-common';
import { Knex } from 'knex';
import { parseWorkloadId } from '../shared/parseWorkloadId';

const TABLE = 'preview_probes';

interface Row {
  id: string;
  /** PostgreSQL returns it as text. */
  at: number | string;
  workload_id: string;
  bucket: string;
  object_key: string;
  region: string;
}

/** A probe object that may be in a bucket. */
export interface LeftProbe {
  id: string;
  /** Milliseconds since 1970. */
  at: number;
  workload: WorkloadRef;
  bucket: string;
  key: string;
  region: string;
}

/** Probe objects that may be there: written down before a PUT is sent, and struck out when the object is seen to be gone. */
export class ProbeLedger {
  constructor(
    private readonly knex: Knex,
    private readonly now: () => number,
  ) {}

  /** @returns its id */
  async write(probe: Omit<LeftProbe, 'id' | 'at'>): Promise<string> {
    const id = randomUUID();
    await this.knex<Row>(TABLE).insert({
      id,
      at: this.now(),
      workload_id: workloadId(probe.workload),
      bucket: probe.bucket,
      object_key: probe.key,
      region: probe.region,
    });
    return id;
  }

  async strike(id: string): Promise<void> {
    await this.knex<Row>(TABLE).where({ id }).delete();
  }

  /** Those that were written down at least this long ago, the oldest first. */
  async left(ageMs: number): Promise<LeftProbe[]> {
    const rows = await this.knex<Row>(TABLE)
      .where('at', '<=', this.now() - ageMs)
      .orderBy('at')
      .limit(100);
    return rows.map(row => ({
      id: row.id,
      at: Number(row.at),
      workload: parseWorkloadId(row.workload_id),
      bucket: row.bucket,
      key: row.object_key,
      region: row.region,
    }));
  }
}
