import { NotFoundError } from '@backstage/errors';
import { Workload } from 'backstage-plugin-irsa-common';
import { PlanExecution } from '../../plan/types';
import { broken, FootingFact, holds, notKnown } from '../model/Footing';

/** Whether the detector finds the old key anywhere in the workload now: also where the migration has never looked. */
export async function referencesFooting(
  look: () => Promise<Workload>,
  { workload: ref, key }: PlanExecution,
): Promise<FootingFact[]> {
  const object = `References of ${ref.kind} ${ref.namespace}/${ref.name}`;
  if (!key) {
    return [];
  }
  try {
    const { status, statusReason, keys } = await look();
    if (keys.some(({ fingerprint }) => fingerprint === key.fingerprint)) {
      return [broken(object, `It is given the key ••••${key.last4} again.`)];
    }
    return status === 'unknown'
      ? [notKnown(object, statusReason ?? 'They could not be read.')]
      : [holds(object, `None gives it the key ••••${key.last4}.`)];
  } catch (error) {
    if ((error as Error).name === NotFoundError.name) {
      return [];
    }
    throw error;
  }
}
