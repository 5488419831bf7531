import { JsonPatchOperation } from '../types';
import { podSpec, templatePath, WorkloadObject } from '../world/podTemplate';
import { PatchConflictError } from './PatchConflictError';

/**
 * The API server serves the deprecated `serviceAccount` beside `serviceAccountName` and reads it when that is absent,
 * so both must change.
 */
export function serviceAccountOperations(
  workload: WorkloadObject,
  from: string | undefined,
  to: string | undefined,
): JsonPatchOperation[] {
  const spec = podSpec(workload);
  const root = `${templatePath(workload)}/spec`;
  const present = spec.serviceAccountName as string | undefined;
  if (present !== from) {
    throw new PatchConflictError(
      `The Pod template names ${inWords(present)}, and not ${inWords(
        from,
      )} as when the plan was made.`,
    );
  }
  return ['serviceAccountName', 'serviceAccount'].flatMap<JsonPatchOperation>(
    field => {
      const path = `${root}/${field}`;
      const value = spec[field];
      if (value === undefined) {
        return field === 'serviceAccountName' && to !== undefined
          ? [{ op: 'add' as const, path, value: to }]
          : [];
      }
      return [
        { op: 'test' as const, path, value },
        to === undefined
          ? { op: 'remove' as const, path }
          : { op: 'replace' as const, path, value: to },
      ];
    },
  );
}

function inWords(serviceAccount: string | undefined): string {
  return serviceAccount
    ? `ServiceAccount ${serviceAccount}`
    : 'no ServiceAccount';
}
