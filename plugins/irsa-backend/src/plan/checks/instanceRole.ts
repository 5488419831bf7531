import { containerVariables } from '../world/containerVariables';
import { containersOf, podSpec } from '../world/podTemplate';
import { answer, PlanCheck } from './PlanCheck';

/** When the role cannot be had, SDKs go on to the role of the node, and the service works as somebody else without a word. */
export const instanceRole: PlanCheck = ({ world }) => {
  const spec = podSpec(world.object);
  const containers = containersOf(spec).map(({ container }) => container);
  const isOff = containers.every(container =>
    containerVariables(container, world.objects).some(
      ({ name, value }) =>
        name === 'AWS_EC2_METADATA_DISABLED' && value?.toLowerCase() === 'true',
    ),
  );
  if (isOff) {
    return answer('instance-role', 'F22', {
      state: 'passed',
      message:
        'The SDKs do not ask for the role of the node (AWS_EC2_METADATA_DISABLED), so a missing role is seen at once.',
      evidence: 'Variables of the containers.',
    });
  }
  return spec.hostNetwork === true
    ? answer('instance-role', 'F22', {
        state: 'warning',
        message:
          'The Pods use the network of their node and always reach its role. If the new role cannot be had, the SDK takes that of the node and nobody sees it.',
        evidence: 'hostNetwork in the Pod template.',
        fix: 'Set AWS_EC2_METADATA_DISABLED=true in the containers.',
      })
    : answer('instance-role', 'F22', {
        state: 'notChecked',
        message:
          'Whether the Pods reach the role of their node is not known. If they do, an SDK that cannot get the new role takes that one without a word.',
        evidence: 'The hop limit of the nodes is not read.',
        fix: 'Set AWS_EC2_METADATA_DISABLED=true in the containers, or a hop limit of 1 on the nodes.',
      });
};
