import { ClusterHandle } from '../../clusters/types';
import { objectPath, workloadPath } from '../world/kubernetesReads';
import { Json, WorkloadObject } from '../world/podTemplate';
import { PlanExecution } from '../types';
import { applyPatch, buildDetachPatch } from './workloadPatch';
import { World } from '../world/World';

/** Objects before and after; `refused` when the server would not take the change. */
export interface Images {
  workload: { before: WorkloadObject; after: WorkloadObject };
  serviceAccount: { before?: Json; after?: Json };
  /** In words, without what the server wrote. */
  refused?: string;
}

/** Asks the API server what the objects would look like, defaults and admission included. Changes nothing. */
export async function dryRun(
  cluster: ClusterHandle,
  world: World,
  execution: PlanExecution,
): Promise<Images> {
  const { workload, detach, serviceAccount } = execution;
  const patch = buildDetachPatch(world.object, detach);
  const query = { dryRun: 'All', fieldManager: 'backstage-irsa' };
  const before =
    serviceAccount.name === world.serviceAccount.name
      ? world.serviceAccount.object
      : world.ownServiceAccount.object;
  const images: Images = {
    workload: {
      before: world.object,
      after: applyPatch(world.object, patch),
    },
    serviceAccount: { before, after: plannedAccount(execution, before) },
  };
  const refused: string[] = [];
  try {
    images.workload.after = await cluster.request<WorkloadObject>({
      method: 'PATCH',
      path: workloadPath(workload)!,
      query,
      headers: { 'Content-Type': 'application/json-patch+json' },
      body: patch,
    });
  } catch (error) {
    refused.push(`${workload.kind}: ${reasonOf(error)}`);
  }
  try {
    if (serviceAccount.action === 'create') {
      images.serviceAccount.after = await cluster.request<Json>({
        method: 'POST',
        path: `/api/v1/namespaces/${encodeURIComponent(
          workload.namespace,
        )}/serviceaccounts`,
        query,
        body: images.serviceAccount.after,
      });
    } else if (serviceAccount.action === 'annotate' && before) {
      images.serviceAccount.after = await cluster.request<Json>({
        method: 'PATCH',
        path: objectPath(
          'serviceaccounts',
          workload.namespace,
          serviceAccount.name,
        ),
        query,
        headers: { 'Content-Type': 'application/merge-patch+json' },
        body: { metadata: { annotations: serviceAccount.annotations } },
      });
    }
  } catch (error) {
    refused.push(`ServiceAccount: ${reasonOf(error)}`);
  }
  return refused.length > 0
    ? { ...images, refused: refused.join('; ') }
    : images;
}

function plannedAccount(execution: PlanExecution, before?: Json): Json {
  const { serviceAccount, workload } = execution;
  const metadata = (before?.metadata ?? {
    name: serviceAccount.name,
    namespace: workload.namespace,
  }) as Json;
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    ...(before ?? serviceAccount.copied),
    metadata: {
      ...metadata,
      annotations: {
        ...(metadata.annotations as Json | undefined),
        ...serviceAccount.annotations,
      },
    },
  };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : 'no answer';
}
