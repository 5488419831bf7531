import { answer, PlanCheck, short } from './PlanCheck';

export const staticReferences: PlanCheck = ({ problems, intent }) => {
  if (problems.length > 0) {
    return answer('static-references', 'F1', {
      state: 'blocked',
      params: { problems: problems.map(({ code }) => code) },
      message: problems.map(({ message }) => message).join(' '),
      evidence: 'Pod template of the workload as it is now.',
      fix: problems.some(({ code }) => code === 'literal' || code === 'args')
        ? 'Move it to a Secret first and let the workload refer to it; then make a new plan.'
        : 'Do what the message says in the workload, then make a new plan.',
    });
  }
  const variables = (intent?.removed ?? []).map(({ list, element }) =>
    String(element.name ?? list),
  );
  return answer('static-references', 'F3', {
    state: 'passed',
    params: { count: variables.length },
    message: `Every static reference is removed together: ${short([
      ...new Set(variables),
    ])}.`,
    evidence:
      'All containers, init containers and volumes of the Pod template.',
  });
};
