import { containersOf, listOf, podSpec } from '../world/podTemplate';
import { answer, CheckContext, PlanCheck, short } from './PlanCheck';

export const webhook: PlanCheck = ({ world }) => {
  const { state, detail } = world.webhook;
  const left = leftAlone(world);
  if (left.length > 0 && (state === 'present' || state === 'notReadable')) {
    return answer('webhook', 'F10', {
      state: 'blocked',
      params: { containers: left },
      message: `Container ${short(left)} ${
        left.length > 1 ? 'set' : 'sets'
      } AWS_ROLE_ARN or AWS_WEB_IDENTITY_TOKEN_FILE by hand. The webhook gives no role to such a container.`,
      evidence: 'Variables of the Pod template.',
      fix: 'Take both variables out of the Pod template, and the volume of the token when it has one by hand; then make a new plan.',
    });
  }
  switch (state) {
    case 'present':
      return answer('webhook', 'F10', {
        state: 'passed',
        message: 'The pod identity webhook will equip new Pods.',
        evidence: detail,
      });
    case 'notReadable':
      return answer('webhook', 'F10', {
        state: 'notChecked',
        message:
          'Whether the pod identity webhook is there could not be read. The migration proves it by a dry run before it touches the workload.',
        evidence: detail,
        fix: 'Allow list on mutatingwebhookconfigurations.',
      });
    default:
      return answer('webhook', 'F10', {
        state: 'blocked',
        message:
          state === 'absent'
            ? 'The cluster has no pod identity webhook, so Pods would get no role.'
            : 'The pod identity webhook leaves out the Pods of this workload.',
        evidence: detail,
        fix:
          state === 'absent'
            ? 'Install amazon-eks-pod-identity-webhook (EKS has it built in).'
            : 'Remove the label eks.amazonaws.com/skip-pod-identity-webhook, or widen the selectors of the webhook.',
      });
  }
};

/**
 * Containers that the webhook leaves as they are, since they name a role or a token themselves (`addEnvToContainer` of
 * amazon-eks-pod-identity-webhook). It looks at `env` and not at `envFrom`.
 */
function leftAlone({ object }: CheckContext['world']): string[] {
  return containersOf(podSpec(object))
    .filter(({ container }) =>
      listOf(container, 'env').some(({ name }) =>
        ['AWS_ROLE_ARN', 'AWS_WEB_IDENTITY_TOKEN_FILE'].includes(String(name)),
      ),
    )
    .map(({ container }) => String(container.name));
}
