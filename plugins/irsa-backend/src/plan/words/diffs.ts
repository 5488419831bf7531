import { Diff } from 'backstage-plugin-irsa-common';
import { parsePolicy } from '../../accounts/iam';
import { canonicalYaml } from '../../shared/canonicalYaml';
import { presentable } from '../patch/presentable';
import { CheckContext } from '../checks/PlanCheck';
import { Images } from '../patch/dryRun';
import { PlanExecution } from '../types';
import { FirstRoleRead } from '../world/readFirstRole';

type FirstRole = NonNullable<
  NonNullable<PlanExecution['podIdentity']>['first']
>;

/** Before and after of each object as canonical YAML; policies as JSON too. */
export function diffsOf(
  context: CheckContext,
  execution: PlanExecution,
  images: Images,
): Diff[] {
  const { world, target, role } = context;
  const { provider, workload, serviceAccount, policy } = execution;
  const known = world.account.snapshot.providers.find(
    ({ arn }) => arn === provider.arn,
  );
  const diffs: Diff[] = [];
  if (provider.action !== 'exists') {
    diffs.push({
      id: 'provider',
      title: `Identity provider ${provider.url}`,
      group: 'iam',
      before: canonicalYaml(
        known && { url: known.url, clientIds: known.clientIds },
      ),
      after: canonicalYaml({
        url: provider.url,
        clientIds: [...(known?.clientIds ?? []), provider.audience],
      }),
    });
  }
  const document = JSON.parse(policy.document);
  const trust = JSON.parse(execution.role.trustDocument);
  diffs.push(
    {
      id: 'policy',
      title: `Policy ${policy.name}`,
      group: 'iam',
      before: canonicalYaml(world.account.policy?.document),
      after: canonicalYaml(document),
      json: JSON.stringify(document, null, 2),
    },
    {
      id: 'role',
      title: `Trust policy of role ${target.roleName}`,
      group: 'iam',
      before: canonicalYaml(role?.trustPolicy),
      after: canonicalYaml(trust),
      json: JSON.stringify(trust, null, 2),
    },
  );
  if (serviceAccount.action !== 'none') {
    diffs.push({
      id: 'service-account',
      title: `ServiceAccount ${workload.namespace}/${serviceAccount.name}`,
      group: 'kubernetes',
      before: canonicalYaml(presentable(images.serviceAccount.before)),
      after: canonicalYaml(presentable(images.serviceAccount.after)),
    });
  }
  if (execution.podIdentity) {
    const place = {
      cluster: execution.podIdentity.clusterName,
      namespace: workload.namespace,
      serviceAccount: serviceAccount.name,
    };
    const found = world.podIdentity?.association;
    const { first } = execution.podIdentity;
    if (first) {
      diffs.push(...firstDiffs(first, world.podIdentity?.first));
    }
    diffs.push({
      id: 'association',
      title: `Pod Identity association ${workload.namespace}/${serviceAccount.name}`,
      group: 'iam',
      before: canonicalYaml(
        found && {
          ...place,
          roleArn: found.roleArn,
          targetRoleArn: found.targetRoleArn,
        },
      ),
      after: canonicalYaml({
        ...place,
        ...(first
          ? { roleArn: first.role.arn, targetRoleArn: execution.role.arn }
          : { roleArn: execution.role.arn }),
      }),
    });
  }
  diffs.push({
    id: 'workload',
    title: `${workload.kind} ${workload.namespace}/${workload.name}`,
    group: 'kubernetes',
    before: canonicalYaml(presentable(images.workload.before)),
    after: canonicalYaml(presentable(images.workload.after)),
  });
  return diffs;
}

/** The role of the cluster's account that the association names first. */
function firstDiffs(
  { accountId, role, policy }: FirstRole,
  found: FirstRoleRead | undefined,
): Diff[] {
  const document = JSON.parse(policy.document);
  const trust = JSON.parse(role.trustDocument);
  return [
    {
      id: 'first-policy',
      title: `Policy ${policy.name} of account ${accountId}`,
      group: 'iam',
      before: canonicalYaml(
        found?.policy && parsePolicy(found.policy.document),
      ),
      after: canonicalYaml(document),
      json: JSON.stringify(document, null, 2),
    },
    {
      id: 'first-role',
      title: `Trust policy of role ${role.name} of account ${accountId}`,
      group: 'iam',
      before: canonicalYaml(found?.role && parsePolicy(found.role.trust)),
      after: canonicalYaml(trust),
      json: JSON.stringify(trust, null, 2),
    },
  ];
}
