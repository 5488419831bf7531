import { Knex } from 'knex';
import { Inventory } from '../inventory/types';
import { EngineParts } from './engine/createStepContext';
import { MigrationRecord } from './model/records';
import { Retirement } from './retire/Retirement';
import { Locks } from './store/Locks';

/** The parts that carry out what people ask for. */
export interface ControlParts extends EngineParts {
  database: Knex;
  locks: Locks;
  inventory: Inventory;
  retirement: Retirement;
  /** Tells the list of workloads, and owners, of a new status. */
  onStatus(record: MigrationRecord): Promise<void>;
  /** Writes a line of the log, and tells browsers. */
  say(migrationId: string, message: string): Promise<void>;
  /** Lets the worker look for work now. */
  wake(): void;
}
