import { answer, PlanCheck } from './PlanCheck';

export const health: PlanCheck = ({ world }) => {
  const { health: now } = world.workload;
  const params = { ready: now.ready, desired: now.desired };
  switch (now.state) {
    case 'unhealthy':
    case 'progressing':
      return answer('health', 'F40', {
        state: 'blocked',
        params,
        message: `The workload is not healthy now (${now.ready} of ${now.desired} ready), so a roll out could not be judged.`,
        evidence: now.message ?? 'Status of the workload.',
        fix: 'Make it healthy first, then make a new plan.',
      });
    case 'healthy':
      return answer('health', 'F40', {
        state: 'passed',
        params,
        message:
          now.desired === 1
            ? 'The only Pod is ready.'
            : `All ${now.desired} Pods are ready.`,
        evidence: 'Status of the workload.',
      });
    default:
      return answer('health', 'F40', {
        state: 'notChecked',
        params,
        message: 'There is no running Pod whose health could be compared.',
        evidence: now.message ?? 'Status of the workload.',
      });
  }
};
