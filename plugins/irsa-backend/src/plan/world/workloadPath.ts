import { InputError } from '@backstage/errors';
import { WorkloadRef } from 'backstage-plugin-irsa-common';
import { kindChangedInPlace, objectPath } from 'backstage-plugin-irsa-node';

/** Path of a workload whose template can be changed in place. Throws InputError for other kinds, NotFoundError for names that cannot be. */
export function workloadPath({ kind, namespace, name }: WorkloadRef): string {
  const known = kindChangedInPlace(kind);
  if (!known) {
    throw new InputError(
      `A ${kind} cannot be changed in place. Change what makes it.`,
    );
  }
  return objectPath(known, namespace, name);
}
