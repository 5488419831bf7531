import { Migration } from 'backstage-plugin-irsa-common';
import { KeyUsers } from './keyUsers';

export type Act = Migration['possible'][number];
export type Guard = NonNullable<Migration['guards']>[number];

/** Facts that decide, besides the migration itself. */
export interface ActFacts {
  /** Milliseconds since the epoch. */
  now: number;
  coolingMs: number;
  /** Other users of the same key; undefined when not known. */
  keyUsers?: KeyUsers;
  /** Clusters that could not be read, or not as a whole, and may use the key too. */
  unreadClusters: string[];
  /** What is missing of each, with the way out. */
  unreadReasons?: readonly string[];
  /** Secrets that are kept as Git says, where a change request can be made; undefined when it was not read. */
  gitSecrets?: readonly string[];
  /** Clusters of which it is not known what is applied there from Git. Read where there are `gitSecrets`. */
  unreadSources?: readonly string[];
}

export interface ActVerdict {
  possible: Act[];
  guards: Guard[];
  /** Actions that become possible with a reason. */
  withReason: Act[];
}
