import { ConflictError } from '@backstage/errors';
import { Drift } from 'backstage-plugin-irsa-common';

/** The role is not what the reviewer has looked at. */
export class RoleChangedError extends ConflictError {
  readonly changedSince: Drift[];

  constructor(message: string, changedSince: Drift[]) {
    super(message);
    this.changedSince = changedSince;
  }
}
