import { JsonObject } from '@backstage/types';

/** Of a request to a replica: the user who asks, who is believed. */
export const USER_HEADER = 'x-crash-user';

/** Where a process hits its own head: at one call of one kind, counted from the start of the way. */
export interface Place {
  /** For example `iam CreateRole` or `insert migration_journal intent ensure-role`. */
  call: string;
  /** Which of the calls with the same words, from 1. */
  nth: number;
  when: 'before' | 'after';
}

export type EndSignal = 'SIGKILL' | 'SIGSTOP';

/** What the test tells a replica. */
export type Order =
  | {
      order: 'start';
      /** The portal's configuration. */
      config: JsonObject;
      database: { client: string; connection: JsonObject | string };
      entities: JsonObject[];
    }
  /** From now on calls are counted, and told of when `isTold`. */
  | {
      order: 'watch';
      isTold: boolean;
      end?: { place: Place; signal: EndSignal };
    }
  /** Does once what is done every so often. */
  | { order: 'tick' }
  | { order: 'stop' };

/** What a replica tells the test. */
export type Report =
  | { report: 'loaded' }
  | { report: 'up'; port: number }
  | { report: 'call'; place: Place; isInTransaction: boolean }
  | { report: 'log'; level: string; message: string }
  /** A worker of this replica has ended its work on a migration, or has seen that it lost it. */
  | { report: 'let go' };
