import { User } from '../types';

export interface RequestContext {
  user: User;
  /** Field manager of writes. */
  manager: string;
  /** Runs everything but the write. */
  dryRun: boolean;
}

export const SYSTEM_USER: User = {
  name: 'system:apiserver',
  groups: ['system:masters', 'system:authenticated'],
};

/** A controller of the cluster itself. */
export function systemContext(manager: string): RequestContext {
  return { user: SYSTEM_USER, manager, dryRun: false };
}
