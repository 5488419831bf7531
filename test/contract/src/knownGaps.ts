import { WorldName } from './World';

/** A behaviour that one world does not have, and why that is acceptable. */
export interface KnownGap {
  world: WorldName;
  /** Id of the behaviour. */
  id: string;
  reason: string;
}

/** This list is short on purpose. A difference that is not listed fails, and so does an entry whose gap has closed. */
export const knownGaps: KnownGap[] = [
  {
    world: 'lab',
    id: 'list.gone-in-mid-list',
    reason:
      'the API server still has snapshots of its own when etcd has forgotten',
  },
];
