import { MigrationRecord, MigrationState } from '../model/records';

/** Whether something is said to be proven that was not before. */
export function reassures(
  { state }: Pick<MigrationRecord, 'state'>,
  { proofs }: MigrationState,
): boolean {
  const isProven = (level: string) =>
    state.proofs.some(proof => proof.level === level && isGood(proof));
  return proofs.some(proof => isGood(proof) && !isProven(proof.level));
}

function isGood({ state }: MigrationState['proofs'][number]): boolean {
  return state === 'proven';
}
