import { NotFoundError } from '@backstage/errors';
import { Workload } from 'backstage-plugin-irsa-common';
import { PlanExecution } from '../../plan/types';
import { broken, FootingFact, holds, notKnown } from '../model/Footing';

/**
 * The workload as the detector sees it. `afresh`: as it is now; without, the inventory may answer, which may not have seen
 * the latest change.
 */
export type WorkloadLook = (options?: { afresh: boolean }) => Promise<Workload>;

/**
 * Whether the detector finds the old key anywhere in the workload now: also where the migration has never looked. That the
 * key is there is said only of a fresh look: an inventory that lags behind still has the references of before.
 */
export async function referencesFooting(
  look: WorkloadLook,
  { workload: ref, key }: PlanExecution,
): Promise<FootingFact[]> {
  const object = `References of ${ref.kind} ${ref.namespace}/${ref.name}`;
  if (!key) {
    return [];
  }
  const hasKey = ({ keys }: Workload) =>
    keys.some(({ fingerprint }) => fingerprint === key.fingerprint);
  try {
    const known = await look();
    const found = hasKey(known) ? await look({ afresh: true }) : known;
    if (hasKey(found)) {
      return [broken(object, `It is given the key ••••${key.last4} again.`)];
    }
    const { status, statusReason } = found;
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
