import { PlanExecution } from '../../../plan/types';
import { MigrationRecord } from '../../model/records';
import { NewMigrationRecord } from '../changes';

/** A number that needs more than 32 bits, like times in milliseconds. */
export const NOW = Date.parse('2026-11-25T12:00:00Z');

export const execution = {
  workload: {
    cluster: 'prod',
    namespace: 'shop',
    kind: 'Deployment',
    name: 'a',
  },
  serviceAccount: { name: 'a' },
  role: { arn: 'arn:aws:iam::111122223333:role/irsa/a' },
  key: { fingerprint: '0123456789abcdef' },
} as unknown as PlanExecution;

/** A migration that waits, as it is inserted. */
export function aRecord(
  id: string,
  changes: Partial<MigrationRecord> = {},
): NewMigrationRecord {
  return {
    id,
    planId: 'plan',
    planHash: 'hash',
    idempotencyKey: `key-${id}`,
    workloadId: `prod/shop/Deployment/${id}`,
    status: 'queued',
    direction: 'forward',
    execution,
    facts: { target: {} as MigrationRecord['facts']['target'] },
    state: { proofs: [] },
    startedBy: 'user:default/guest',
    startedAt: new Date(NOW).toISOString(),
    ...changes,
  };
}
