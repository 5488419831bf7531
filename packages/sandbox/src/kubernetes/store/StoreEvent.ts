import { KubeObject } from '../types';

/** One change of one object. */
export interface StoreEvent {
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  revision: number;
  /** `group/plural`. */
  resource: string;
  object: KubeObject;
  previous?: KubeObject;
  /** It came with a bulk load: what there is, and nothing that a controller has to act on. */
  loaded?: boolean;
}
