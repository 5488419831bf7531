import { answer, PlanCheck } from './PlanCheck';

export const webhook: PlanCheck = ({ world }) => {
  const { state, detail } = world.webhook;
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
