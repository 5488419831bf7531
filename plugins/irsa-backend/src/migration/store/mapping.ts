import { MigrationStatus } from 'backstage-plugin-irsa-common';
import { StepId } from '../model/stepIds';
import { MigrationRecord, StepRecord } from '../model/records';

export interface MigrationRow {
  id: string;
  plan_id: string;
  plan_hash: string;
  idempotency_key: string;
  workload_id: string;
  role_arn: string;
  status: MigrationStatus;
  status_reason: string | null;
  direction: 'forward' | 'back';
  execution: string;
  facts: string;
  state: string;
  act: string | null;
  act_number: number;
  rollback_reason: string | null;
  switch_key_on: string | null;
  started_by: string;
  started_at: string;
  finished_at: string | null;
  claim: string | null;
  claim_number: number;
  heartbeat: number | string | null;
  last_seq: number;
}

export interface StepRow {
  migration_id: string;
  position: number;
  step: StepId;
  state: StepRecord['state'];
  outcome: StepRecord['outcome'] | null;
  detail: string | null;
  started_at: string | null;
  finished_at: string | null;
  memory: string;
}

export function toMigrationRecord(row: MigrationRow): MigrationRecord {
  return {
    id: row.id,
    planId: row.plan_id,
    planHash: row.plan_hash,
    idempotencyKey: row.idempotency_key,
    workloadId: row.workload_id,
    status: row.status,
    statusReason: row.status_reason ?? undefined,
    direction: row.direction,
    execution: JSON.parse(row.execution),
    facts: JSON.parse(row.facts),
    state: JSON.parse(row.state),
    act: row.act ? JSON.parse(row.act) : undefined,
    actNumber: row.act_number,
    rollbackReason: row.rollback_reason ?? undefined,
    switchKeyOn: row.switch_key_on ?? undefined,
    startedBy: row.started_by,
    startedAt: row.started_at,
    finishedAt: row.finished_at ?? undefined,
    claim: row.claim ?? undefined,
    claimNumber: row.claim_number,
    // PostgreSQL returns 64-bit integers as text.
    heartbeat: row.heartbeat === null ? undefined : Number(row.heartbeat),
    lastSeq: row.last_seq,
  };
}

/** Columns for the given fields. A field that is `undefined` empties its column. */
export function toMigrationRow(
  record: Partial<MigrationRecord>,
): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  const set = (field: keyof MigrationRecord, column: string) => {
    if (field in record) {
      row[column] = record[field] ?? null;
    }
  };
  set('id', 'id');
  set('planId', 'plan_id');
  set('planHash', 'plan_hash');
  set('idempotencyKey', 'idempotency_key');
  set('workloadId', 'workload_id');
  set('status', 'status');
  set('statusReason', 'status_reason');
  set('direction', 'direction');
  set('rollbackReason', 'rollback_reason');
  set('switchKeyOn', 'switch_key_on');
  set('startedBy', 'started_by');
  set('startedAt', 'started_at');
  set('finishedAt', 'finished_at');
  set('lastSeq', 'last_seq');
  if (record.execution) {
    row.execution = JSON.stringify(record.execution);
    row.role_arn = record.execution.role.arn;
    row.key_fingerprint = record.execution.key?.fingerprint ?? null;
  }
  if (record.facts) {
    row.facts = JSON.stringify(record.facts);
  }
  if (record.state) {
    row.state = JSON.stringify(record.state);
    row.follows = record.state.secretRequest !== undefined;
  }
  if ('act' in record) {
    row.act = record.act ? JSON.stringify(record.act) : null;
    row.act_waits = record.act?.waitsForSecond === true;
  }
  return row;
}

export function toStepRecord(row: StepRow): StepRecord {
  return {
    step: row.step,
    state: row.state,
    outcome: row.outcome ?? undefined,
    detail: row.detail ?? undefined,
    startedAt: row.started_at ?? undefined,
    finishedAt: row.finished_at ?? undefined,
    memory: JSON.parse(row.memory),
  };
}
