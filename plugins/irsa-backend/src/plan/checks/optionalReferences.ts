import { answer, PlanCheck, short } from './PlanCheck';

/** A Pod starts without an optional object: then it has no key, and nobody sees it. */
export const optionalReferences: PlanCheck = ({ world }) => {
  const optional = world.workload.references.filter(each => each.optional);
  const names = [
    ...new Set(optional.flatMap(({ objectName }) => objectName ?? [])),
  ];
  const gone = world.objects.filter(
    ({ name, exists }) => names.includes(name) && !exists,
  );
  if (gone.length > 0) {
    return answer('optional-references', 'F34', {
      state: 'warning',
      params: { objects: gone.map(({ name }) => name) },
      message: `${short(
        gone.map(({ name }) => name),
      )} is optional and not there: new Pods start without a key today.`,
      evidence: 'optional: true, and the cluster does not have the object.',
      fix: 'Find out whether the service needs AWS at all.',
    });
  }
  return names.length > 0
    ? answer('optional-references', 'F34', {
        state: 'passed',
        params: { objects: names },
        message: `${short(
          names,
        )} is optional. Once it is deleted, a way back would start Pods without a key and without a word.`,
        evidence: 'optional: true.',
      })
    : undefined;
};
