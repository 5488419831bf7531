import { Workload } from 'backstage-plugin-irsa-common';
import { CurrentMigration } from '../migration/types';
import { PlanExecution } from '../plan/types';

export interface RoleTarget {
  roleArn: string;
  serviceAccountName: string;
  audience: string;
}

export interface RoleChoice {
  /** The role to try, if there is one. */
  target?: RoleTarget;
  /** Why there is none. */
  reason: string;
  /** ARN of a role that cannot be tried from here, as only Pods are given it. */
  ofPodsOnly?: string;
  /** The migration, which also has the place of the old key. */
  execution?: PlanExecution;
}

/** The role that a workload has or will get: from its migration if the role is proven, else from its ServiceAccount. */
export function roleOf(
  workload: Workload,
  current: CurrentMigration | undefined,
  audience: string,
): RoleChoice {
  const execution = current?.execution;
  if (current?.roleProven && execution) {
    return {
      execution,
      reason: '',
      target: {
        roleArn: execution.role.arn,
        serviceAccountName: execution.serviceAccount.name,
        audience: execution.provider.audience,
      },
    };
  }
  if (execution?.podIdentity) {
    return {
      execution,
      ofPodsOnly: execution.role.arn,
      reason:
        'EKS Pod Identity gives the role to Pods only, so a link cannot be signed with it here.',
    };
  }
  const { roleArn, name } = workload.serviceAccount;
  if (roleArn) {
    return {
      execution,
      reason: '',
      target: { roleArn, serviceAccountName: name, audience },
    };
  }
  return {
    execution,
    reason: execution
      ? 'The role is being made and is not proven yet. Sign again when the migration has tried it.'
      : 'There is no role for this service yet. Start its migration; the role can be tried from the step "Try the role" on.',
  };
}
