import { answer, PlanCheck, short } from './PlanCheck';

/** Nothing can be taken out of an immutable object; it can only go as a whole. */
export const immutableSecret: PlanCheck = ({ world }) => {
  const used = world.objects.filter(
    ({ name, isImmutable }) =>
      isImmutable &&
      world.workload.references.some(({ objectName }) => objectName === name),
  );
  const names = used.map(({ kind, name }) => `${kind} ${name}`);
  return names.length > 0
    ? answer('immutable-secret', 'F33', {
        state: 'warning',
        params: { objects: names },
        message: `${short(
          names,
        )} is immutable. At the end the key cannot be taken out of it; it can only be deleted as a whole.`,
        evidence: 'immutable: true.',
        fix: 'If it holds other data, give that an object of its own first.',
      })
    : undefined;
};
