import { PreviewRequest, PreviewSide } from 'backstage-plugin-irsa-common';
import { PlanExecution } from '../plan/types';
import { Boundary, limitedBy } from './boundary';
import { decideRequest, IdentityPolicies } from './decideRequest';
import { ACTION_OF, METHOD_ORDER, objectArn } from './sessionPolicy';

/** What such an answer does not know. */
const LIMITS =
  'Computed from the policy of the plan; nothing was sent, because the role is not there yet. Policies of the bucket, of KMS keys and of the organisation are not looked at.';

/** What the role of a plan would be allowed, by the plan's own policy and the role's permissions boundary. No evidence. Pure. */
export function simulateRole(
  { policy, role }: Pick<PlanExecution, 'policy' | 'role'>,
  request: Pick<PreviewRequest, 'bucket' | 'key' | 'methods'>,
  partition: string,
  boundary?: Boundary,
): PreviewSide {
  const resource = objectArn(partition, request.bucket, request.key);
  const own: IdentityPolicies = {
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
  const identity = limitedBy(own, boundary) ?? own;
  return {
    identity: 'role',
    state: 'simulated',
    arn: role.arn,
    reason: identity.unreadBoundary
      ? `${LIMITS} The permissions boundary ${identity.unreadBoundary} could not be read: what it refuses is not known.`
      : LIMITS,
    probes: METHOD_ORDER.filter(method => request.methods.includes(method)).map(
      method => {
        const action = ACTION_OF[method];
        const { decision, reason } = decideRequest(identity, action, resource);
        return decision === 'allowed'
          ? { method, outcome: 'allowed' }
          : {
              method,
              outcome: 'denied',
              why: [
                reason === 'boundary'
                  ? `The permissions boundary ${boundary?.arn} of the role does not let ${action} on ${resource} through.`
                  : `The policy ${policy.name} of the plan does not allow ${action} on ${resource}.`,
              ],
            };
      },
    ),
  };
}
