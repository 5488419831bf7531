import { AccountHandle } from '../../accounts/types';
import { ClusterHandle } from '../../clusters/types';
import { IrsaConfig } from '../../config/IrsaConfig';
import { Inventory } from '../../inventory/types';
import { Journal } from '../store/Journal';
import { MigrationRecord } from '../model/records';
import { RetireRequest } from '../types';

/** What an action of the retirement gets. The guards have been checked, and the migration is claimed. */
export interface RetireContext {
  record: MigrationRecord;
  request: RetireRequest;
  by: string;
  cluster: ClusterHandle;
  account: AccountHandle;
  journal: Journal;
  inventory: Pick<Inventory, 'readersOf'>;
  /** 2 when the portal may read values of Secrets. */
  readLevel: IrsaConfig['readLevel'];
  now(): number;
}

/** Changes of the record, and a sentence for its log. */
export interface RetireResult {
  changes: Partial<
    Pick<MigrationRecord, 'status' | 'state' | 'statusReason' | 'finishedAt'>
  >;
  message: string;
}
