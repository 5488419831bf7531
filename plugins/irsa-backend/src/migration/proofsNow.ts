import { Proof } from 'backstage-plugin-irsa-common';
import { PlanExecution } from '../plan/types';
import { workloadTitle } from './kubernetes/objects';
import { MigrationState } from './model/records';

/** They speak of Pods and calls, which rest on the role and on the workload; the first level on the role alone. */
const OF_WORKLOAD: Proof['level'][] = ['L1', 'L4', 'L6'];

/**
 * The proofs as they may be shown now. Pure. What was proven at an earlier moment is `wasProven` once what it rests on does
 * not hold, or could not be read in the latest look: whether it is still so is not known. The fifth level is read anew in
 * each look, and rests on the key alone.
 */
export function proofsNow(
  { proofs, soak, drift }: Pick<MigrationState, 'proofs' | 'soak' | 'drift'>,
  { workload }: Pick<PlanExecution, 'workload'>,
): Proof[] {
  const title = workloadTitle(workload);
  const facts = drift?.facts ?? soak?.footing?.facts ?? [];
  const inDoubt = facts.filter(({ state }) => state !== 'holds');
  // Template, Pods, runs and references are all named after the workload.
  const isRoleInDoubt = inDoubt.some(({ object }) => !object.endsWith(title));
  return proofs.map(proof => {
    const isInDoubt = OF_WORKLOAD.includes(proof.level)
      ? inDoubt.length > 0
      : proof.level === 'L0' && isRoleInDoubt;
    return proof.state === 'proven' && isInDoubt
      ? { ...proof, state: 'wasProven' }
      : proof;
  });
}
