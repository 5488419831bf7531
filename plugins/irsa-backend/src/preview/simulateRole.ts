import { PreviewRequest, PreviewSide } from 'backstage-plugin-irsa-common';
import { PlanExecution } from '../plan/types';
import { decideRequest } from './decideRequest';
import { ACTION_OF, METHOD_ORDER, objectArn } from './sessionPolicy';

/** What such an answer does not know. */
const LIMITS =
  'Computed from the policy of the plan; nothing was sent, because the role is not there yet. Policies of the bucket, of KMS keys and of the organisation, and the permissions boundary, are not looked at.';

/** What the role of a plan would be allowed, by the plan's own policy. No evidence. Pure. */
export function simulateRole(
  { policy, role }: Pick<PlanExecution, 'policy' | 'role'>,
  request: Pick<PreviewRequest, 'bucket' | 'key' | 'methods'>,
  partition: string,
): PreviewSide {
  const resource = objectArn(partition, request.bucket, request.key);
  const identity = {
    arn: role.arn,
    title: `planned role ${role.name}`,
    policies: [
      {
        name: policy.name,
        document: JSON.parse(policy.document),
        via: 'role',
      },
    ],
  };
  return {
    identity: 'role',
    state: 'simulated',
    arn: role.arn,
    reason: LIMITS,
    probes: METHOD_ORDER.filter(method => request.methods.includes(method)).map(
      method => {
        const action = ACTION_OF[method];
        const { decision } = decideRequest(identity, action, resource);
        return decision === 'allowed'
          ? { method, outcome: 'allowed' }
          : {
              method,
              outcome: 'denied',
              why: [
                `The policy ${policy.name} of the plan does not allow ${action} on ${resource}.`,
              ],
            };
      },
    ),
  };
}
