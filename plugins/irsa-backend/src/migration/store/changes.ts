import { MigrationRecord } from '../model/records';

/** Fields that can change. */
export type MigrationChanges = Partial<
  Pick<
    MigrationRecord,
    | 'status'
    | 'statusReason'
    | 'direction'
    | 'state'
    | 'rollbackReason'
    | 'switchKeyOn'
    | 'finishedAt'
    | 'act'
    | 'execution'
  >
>;

/** What a migration begins with. */
export type NewMigrationRecord = Omit<
  MigrationRecord,
  'lastSeq' | 'claimNumber' | 'actNumber'
>;
