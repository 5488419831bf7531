import { credentialVariables } from 'backstage-plugin-irsa-node';
import { containersOf, listOf, podSpec } from '../world/podTemplate';
import { answer, PlanCheck, short } from './PlanCheck';

/** Some SDKs take an empty variable for a key. All of the set goes, empty or not. */
export const emptyVariables: PlanCheck = ({ world, intent }) => {
  const empty = containersOf(podSpec(world.object)).flatMap(({ container }) =>
    listOf(container, 'env')
      .filter(
        ({ name, value, valueFrom }) =>
          credentialVariables.has(String(name)) && !value && !valueFrom,
      )
      .map(({ name }) => ({
        container: String(container.name),
        name: String(name),
      })),
  );
  const left = empty.filter(
    ({ container, name }) =>
      !intent?.removed.some(
        removed =>
          removed.container === container && removed.element.name === name,
      ),
  );
  const names = (list: typeof empty) => list.map(each => each.name);
  if (left.length > 0) {
    return answer('empty-variables', 'F4', {
      state: 'warning',
      params: { variables: names(left) },
      message: `${short(
        names(left),
      )} is empty and stays. Some SDKs take an empty variable for a key and look no further.`,
      evidence: 'Variables of the Pod template.',
      fix: 'Take it out of the Pod template.',
    });
  }
  return empty.length > 0
    ? answer('empty-variables', 'F4', {
        state: 'passed',
        params: { variables: names(empty) },
        message: `${short(names(empty))} is empty and goes with the key.`,
        evidence: 'Variables of the Pod template.',
      })
    : undefined;
};
