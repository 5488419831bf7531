import { answer, PlanCheck, short } from './PlanCheck';

/**
 * Keys in the workload object outside of its Pod template. No Pod uses them, but everybody who may read the object has
 * them.
 */
export const leftBehind: PlanCheck = ({ world }) => {
  const relevant = world.workload.references.filter(
    ({ verdict }) => verdict !== 's3-compatible',
  );
  const places = relevant
    .filter(({ container }) => !container)
    .map(({ path = 'an annotation' }) => path);
  // In this case a role would replace nothing.
  const isAll = places.length === relevant.length;
  return places.length > 0
    ? answer('left-behind', 'F1', {
        state: isAll ? 'blocked' : 'warning',
        params: { places },
        message: isAll
          ? `The workload has its key outside its containers only (${short(
              places,
            )}), where no Pod gets it.`
          : `The workload has a key outside its containers as well (${short(
              places,
            )}). The migration does not touch it there.`,
        evidence: 'The object as it is now.',
        fix: 'Take it out where the workload is defined. What kubectl keeps of the last apply goes with the next one.',
      })
    : undefined;
};
