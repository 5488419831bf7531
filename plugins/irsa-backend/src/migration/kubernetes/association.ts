import { Association, EksPodIdentities } from '../../clusters/EksPodIdentities';
import { PlanExecution } from '../../plan/types';
import { NeedsHumanError } from '../model/errors';
import { ClusterContext } from '../model/Step';

/** `Pod Identity association production/orders`. */
export function associationTitle({
  workload,
  serviceAccount,
}: Pick<PlanExecution, 'workload' | 'serviceAccount'>): string {
  return `Pod Identity association ${workload.namespace}/${serviceAccount.name}`;
}

/** EKS of the cluster. Throws NeedsHumanError when its name in EKS is not set any more. */
export function eksOf({
  cluster,
}: Pick<ClusterContext, 'cluster'>): EksPodIdentities {
  const eks = cluster.eks?.();
  if (!eks) {
    throw new NeedsHumanError(
      `The name of cluster ${cluster.name} in EKS is not known any more, so EKS cannot be asked for its Pod Identity associations. Set eksCluster of the cluster again, then continue.`,
    );
  }
  return eks;
}

/** The association of the plan's ServiceAccount, as EKS shows it now. */
export function readAssociation(
  context: ClusterContext,
): Promise<Association | undefined> {
  const { workload, serviceAccount } = context.execution;
  const eks = eksOf(context);
  return context.read(() => eks.find(workload.namespace, serviceAccount.name));
}

/** The roles that the plan's association names: that of the plan, and before it one of the cluster's account where that is another. */
export function namedRoles({
  podIdentity,
  role,
}: Pick<PlanExecution, 'podIdentity' | 'role'>): {
  roleArn: string;
  targetRoleArn?: string;
} {
  const first = podIdentity?.first?.role.arn;
  return first
    ? { roleArn: first, targetRoleArn: role.arn }
    : { roleArn: role.arn };
}

/** Whether it gives the planned role, in the planned way. */
export function isAsPlanned(
  { roleArn, targetRoleArn, isSpecial }: Association,
  execution: Pick<PlanExecution, 'podIdentity' | 'role'>,
): boolean {
  const planned = namedRoles(execution);
  return (
    roleArn === planned.roleArn &&
    targetRoleArn === planned.targetRoleArn &&
    !isSpecial
  );
}

/** The role whose credentials Pods get by it. */
export function givenRole({ roleArn, targetRoleArn }: Association): string {
  return targetRoleArn ?? roleArn;
}
