import { KubeObject } from '../types';

/** One change of one object. */
export interface StoreEvent {
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  revision: number;
  /** `group/plural`. */
  resource: string;
  object: KubeObject;
  previous?: KubeObject;
  /** Whether the object was loaded in bulk. Controllers do not act on such a change. */
  loaded?: boolean;
}
