import { V1Pod } from '@kubernetes/client-node';
import {
  createObject,
  KINDS,
  listAll,
  listPath,
} from 'backstage-plugin-irsa-node';
import { podTemplate } from '../../plan/world/podTemplate';
import { WorkloadObject } from '../../plan/patch/workloadPatch';
import { PlanExecution } from '../../plan/types';
import { StepContext } from '../model/Step';

const ROLE_VARIABLE = 'AWS_ROLE_ARN';

/** Whether a container of the Pod was given this role by the pod identity webhook. */
export function carriesRole(pod: V1Pod, roleArn: string): boolean {
  return [
    ...(pod.spec?.initContainers ?? []),
    ...(pod.spec?.containers ?? []),
  ].some(({ env }) =>
    env?.some(({ name, value }) => name === ROLE_VARIABLE && value === roleArn),
  );
}

const AGENT_VARIABLE = 'AWS_CONTAINER_CREDENTIALS_FULL_URI';

/** Whether a container of the Pod was given the planned role, in the planned way, by the pod identity webhook. */
export function carriesIdentity(
  pod: V1Pod,
  { podIdentity, role, serviceAccount }: PlanExecution,
): boolean {
  if (!podIdentity) {
    return carriesRole(pod, role.arn);
  }
  return (
    pod.spec?.serviceAccountName === serviceAccount.name &&
    [...(pod.spec?.initContainers ?? []), ...(pod.spec?.containers ?? [])].some(
      ({ env }) => env?.some(({ name }) => name === AGENT_VARIABLE),
    )
  );
}

/** A Pod as the workload's template would make it, sent as a dry run: what the cluster's own webhooks would make of it. */
export async function dryRunPod(
  context: StepContext,
  workload: WorkloadObject,
): Promise<V1Pod> {
  const { namespace, name } = context.execution.workload;
  const template = podTemplate(workload) as {
    metadata?: Record<string, unknown>;
    spec?: Record<string, unknown>;
  };
  return context.read(() =>
    createObject<V1Pod>(
      context.cluster,
      listPath(KINDS.Pod, namespace),
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: {
          generateName: `${name.slice(0, 40)}-dry-run-`,
          namespace,
          labels: template.metadata?.labels,
          annotations: template.metadata?.annotations,
        },
        spec: template.spec,
      },
      { dryRun: true },
    ),
  );
}

/** Names of the Pods in the workload's namespace that have not ended and carry the role, of whatever workload. */
export async function podsWithRole(context: StepContext): Promise<string[]> {
  const { workload } = context.execution;
  const pods = await context.read(() =>
    listAll<V1Pod>(context.cluster, listPath(KINDS.Pod, workload.namespace)),
  );
  return pods
    .filter(
      ({ status }) =>
        status?.phase !== 'Succeeded' && status?.phase !== 'Failed',
    )
    .filter(pod => carriesIdentity(pod, context.execution))
    .map(({ metadata }) => metadata?.name ?? '');
}
