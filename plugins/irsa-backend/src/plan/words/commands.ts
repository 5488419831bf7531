import { regionOf } from '../policy/identityNames';
import { PlanExecution } from '../types';
import { WorkloadObject } from '../world/podTemplate';
import { buildDetachPatch } from '../patch/workloadPatch';

/** Commands for the same change by hand, in the same order. */
export function commandsOf(
  execution: PlanExecution,
  object: WorkloadObject,
): string {
  const { role, serviceAccount, workload } = execution;
  const inNamespace = `kubectl --context ${quote(
    workload.cluster,
  )} --namespace ${quote(workload.namespace)}`;
  const patch = buildDetachPatch(object, execution.detach);
  const target = `${workload.kind.toLocaleLowerCase('en-US')}/${workload.name}`;
  const first = execution.podIdentity?.first;
  const isByCode = execution.awsHalf === 'code';
  return [
    isByCode &&
      `# Role ${role.name}, its policy and the provider are made by code: take them from "AWS as code".`,
    ...(isByCode ? [] : ofAws(execution)),
    first && `# With credentials of account ${first.accountId}:`,
    ...(first ? ofAws({ ...execution, ...first }) : []),
    serviceAccount.action === 'create' &&
      `${inNamespace} create serviceaccount ${quote(serviceAccount.name)}`,
    serviceAccount.action === 'create' &&
      Object.keys(serviceAccount.copied ?? {}).length > 0 &&
      `${inNamespace} patch serviceaccount ${quote(
        serviceAccount.name,
      )} --type merge --patch ${quote(JSON.stringify(serviceAccount.copied))}`,
    Object.keys(serviceAccount.annotations).length > 0 &&
      `${inNamespace} annotate --overwrite serviceaccount ${quote(
        serviceAccount.name,
      )} ${Object.entries(serviceAccount.annotations)
        .map(([key, value]) => quote(`${key}=${value}`))
        .join(' ')}`,
    execution.podIdentity &&
      `aws eks create-pod-identity-association --cluster-name ${quote(
        execution.podIdentity.clusterName,
      )} --region ${regionOf(execution.podIdentity)} --namespace ${quote(
        workload.namespace,
      )} --service-account ${quote(serviceAccount.name)} --role-arn ${
        first ? `${first.role.arn} --target-role-arn ${role.arn}` : role.arn
      } --tags ${Object.entries(execution.tags)
        .map(([key, value]) => `${key}=${value}`)
        .join(',')}`,
    `${inNamespace} patch ${quote(target)} --type json --patch ${quote(
      JSON.stringify(patch),
    )}`,
    workload.kind !== 'CronJob' &&
      `${inNamespace} rollout status ${quote(target)}`,
  ]
    .filter(Boolean)
    .join('\n');
}

/** Provider, policy and role. */
function ofAws({
  provider,
  policy,
  role,
  tags: planned,
}: PlanExecution): (string | false)[] {
  const tags = Object.entries(planned)
    .map(([key, value]) => `Key=${key},Value=${value}`)
    .join(' ');
  return [
    provider.action === 'create' &&
      `aws iam create-open-id-connect-provider --url ${provider.url} --client-id-list ${provider.audience} --tags ${tags}`,
    provider.action === 'addAudience' &&
      `aws iam add-client-id-to-open-id-connect-provider --open-id-connect-provider-arn ${provider.arn} --client-id ${provider.audience}`,
    `aws iam create-policy --policy-name ${quote(policy.name)} --path ${
      policy.path
    } --policy-document ${quote(policy.document)} --tags ${tags}`,
    `aws iam create-role --role-name ${quote(role.name)} --path ${
      role.path
    } --max-session-duration ${role.maxSessionDuration}${
      role.boundaryArn ? ` --permissions-boundary ${role.boundaryArn}` : ''
    } --assume-role-policy-document ${quote(
      role.trustDocument,
    )} --tags ${tags}`,
    `aws iam attach-role-policy --role-name ${quote(role.name)} --policy-arn ${
      policy.arn
    }`,
  ];
}

function quote(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text)
    ? text
    : `'${text.replaceAll("'", `'\\''`)}'`;
}
