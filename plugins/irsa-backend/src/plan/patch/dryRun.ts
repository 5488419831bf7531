import { PlanDelivery } from 'backstage-plugin-irsa-common';
import {
  createObject,
  isClusterError,
  jsonPatch,
  KINDS,
  listPath,
  mergePatch,
  objectPath,
} from 'backstage-plugin-irsa-node';
import { ClusterHandle } from '../../clusters/types';
import { workloadPath } from '../world/workloadPath';
import { Json, WorkloadObject } from '../world/podTemplate';
import { PlanExecution } from '../types';
import { applyPatch, buildDetachPatch } from './workloadPatch';
import { World } from '../world/World';

/** Objects before and after. Reasons are in our own words, without the server's message. */
export interface Images {
  workload: { before: WorkloadObject; after: WorkloadObject };
  serviceAccount: { before?: Json; after?: Json };
  /** Why the server would refuse the change. */
  refused?: string;
  /** Why the server did not say whether it would: it was not reached, or could not answer. */
  unanswered?: string;
}

/**
 * Sends the changes as dry runs. The results include defaults and admission. Changes nothing. What comes by a change request is sent
 * by somebody else: where the portal lacks the right to do it itself, nothing is sent, and nothing is missing.
 */
export async function dryRun(
  cluster: ClusterHandle,
  world: World,
  execution: PlanExecution,
  way: PlanDelivery['way'],
): Promise<Images> {
  const may = (verb: string, resource?: string) =>
    way === 'direct' ||
    world.rights?.some(
      right =>
        right.verb === verb &&
        right.allowed &&
        !right.subresource &&
        (resource === undefined
          ? right.resource !== 'serviceaccounts'
          : right.resource === resource),
    ) === true;
  const { workload, detach, serviceAccount } = execution;
  const patch = buildDetachPatch(world.object, detach);
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
  const unanswered: string[] = [];
  const note = (kind: string, error: unknown) =>
    (isRefusal(error) ? refused : unanswered).push(
      `${kind}: ${reasonOf(error)}`,
    );
  try {
    if (may('patch')) {
      images.workload.after = await jsonPatch<WorkloadObject>(
        cluster,
        workloadPath(workload),
        patch,
        { dryRun: true },
      );
    }
  } catch (error) {
    note(workload.kind, error);
  }
  try {
    if (
      serviceAccount.action === 'create' &&
      may('create', 'serviceaccounts')
    ) {
      images.serviceAccount.after = await createObject<Json>(
        cluster,
        listPath(KINDS.ServiceAccount, workload.namespace),
        images.serviceAccount.after!,
        { dryRun: true },
      );
    } else if (
      serviceAccount.action === 'annotate' &&
      before &&
      may('patch', 'serviceaccounts')
    ) {
      images.serviceAccount.after = await mergePatch<Json>(
        cluster,
        objectPath(
          KINDS.ServiceAccount,
          workload.namespace,
          serviceAccount.name,
        ),
        { metadata: { annotations: serviceAccount.annotations } },
        { dryRun: true },
      );
    }
  } catch (error) {
    note('ServiceAccount', error);
  }
  return {
    ...images,
    ...(refused.length > 0 && { refused: refused.join('; ') }),
    ...(unanswered.length > 0 && { unanswered: unanswered.join('; ') }),
  };
}

/** Whether the server has looked at the change. An outage says nothing about it. */
function isRefusal(error: unknown): boolean {
  return isClusterError(
    error,
    'forbidden',
    'quota',
    'notFound',
    'conflict',
    'gone',
    'invalid',
  );
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
