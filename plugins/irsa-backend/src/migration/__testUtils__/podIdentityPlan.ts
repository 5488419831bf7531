import {
  POD_IDENTITY_AUDIENCE,
  podIdentityTrustOf,
} from '../../plan/policy/identityNames';
import { PlanExecution } from '../../plan/types';
import { ACCOUNT, WORKLOAD } from './walkthroughPlan';

/** What is different in a plan of the walk-through whose role comes by EKS Pod Identity. */
export function byPodIdentity(
  execution: PlanExecution,
): Pick<PlanExecution, 'podIdentity' | 'provider' | 'role' | 'serviceAccount'> {
  const { cluster: clusterName, namespace } = WORKLOAD;
  const clusterArn = `arn:aws:eks:eu-west-1:${ACCOUNT}:cluster/${clusterName}`;
  return {
    podIdentity: { clusterName, clusterArn },
    provider: {
      ...execution.provider,
      action: 'exists',
      audience: POD_IDENTITY_AUDIENCE,
    },
    role: {
      ...execution.role,
      trustDocument: podIdentityTrustOf({
        accountId: ACCOUNT,
        clusterArn,
        issuer: execution.provider.url,
        namespace,
        serviceAccount: execution.serviceAccount.name,
      }),
    },
    serviceAccount: {
      action: 'none',
      name: execution.serviceAccount.name,
      annotations: {},
      previous: {},
    },
  };
}
