import { answer, PlanCheck } from './PlanCheck';

export const podIdentity: PlanCheck = ({ world }) =>
  /^https:\/\/oidc\.eks\./.test(world.cluster.issuer)
    ? answer('pod-identity', 'F11', {
        state: 'notChecked',
        message:
          'Whether an EKS Pod Identity association exists for the ServiceAccount is not known; it would win over the role.',
        evidence:
          'EKS is not asked. The migration proves by a dry run which role new Pods get, before it touches the workload.',
      })
    : undefined;
