import { V1ServiceAccount } from '@kubernetes/client-node';
import {
  createObject,
  deleteObject,
  isNotThere,
  KINDS,
  listAll,
  listPath,
  objectPath,
  readObject,
} from 'backstage-plugin-irsa-node';
import { counted } from 'backstage-plugin-irsa-common';
import { statusOf } from '../../shared/statusOf';
import { StepContext } from '../model/Step';

/**
 * Creates the workload's own ServiceAccount with the fields that it must copy from the old one, and without our
 * annotations.
 */
export async function createServiceAccount(
  context: StepContext,
): Promise<void> {
  const { workload, serviceAccount } = context.execution;
  const { namespace } = workload;
  const { name } = serviceAccount;
  await context.remember({ creating: true });
  try {
    await context.call(
      {
        target: `ServiceAccount ${namespace}/${name}`,
        intent: 'create, without annotations',
      },
      () =>
        createObject(
          context.cluster,
          listPath(KINDS.ServiceAccount, namespace),
          {
            apiVersion: 'v1',
            kind: 'ServiceAccount',
            ...serviceAccount.copied,
            metadata: { name, namespace },
          },
        ),
    );
  } catch (error) {
    // Somebody else has created it since we read. It is theirs, so we must not delete it.
    if (statusOf(error) !== 409) {
      throw error;
    }
    await context.remember({ creating: false });
  }
}

/** Deletes the ServiceAccount if this migration created it and nothing else uses it now. */
export async function deleteServiceAccount(
  context: StepContext,
): Promise<string> {
  const { workload, serviceAccount } = context.execution;
  const path = objectPath(
    KINDS.ServiceAccount,
    workload.namespace,
    serviceAccount.name,
  );
  if (!context.memory.creating) {
    return 'Nothing to take back.';
  }
  const account = await context.read(() =>
    readObject<V1ServiceAccount>(context.cluster, path),
  );
  if (!account) {
    return 'The ServiceAccount is gone.';
  }
  const pods = await context.read(() =>
    listAll(context.cluster, listPath(KINDS.Pod, workload.namespace), {
      fieldSelector: `spec.serviceAccountName=${serviceAccount.name}`,
    }),
  );
  if (pods.length > 0) {
    return `ServiceAccount ${serviceAccount.name} stays: ${counted(
      pods.length,
      'Pod runs',
      'Pods run',
    )} as it.`;
  }
  try {
    await context.call(
      {
        target: `ServiceAccount ${workload.namespace}/${serviceAccount.name}`,
        intent: 'delete',
      },
      () => deleteObject(context.cluster, path, { uid: account.metadata?.uid }),
    );
  } catch (error) {
    if (statusOf(error) === 409) {
      return `ServiceAccount ${serviceAccount.name} stays: somebody else has made it anew.`;
    }
    // The portal need not have the right to delete. Without annotations the ServiceAccount has no effect.
    if (statusOf(error) === 403) {
      return `ServiceAccount ${serviceAccount.name} stays, unused and without annotations: the portal may not delete it.`;
    }
    if (!isNotThere(error)) {
      throw error;
    }
  }
  return 'The ServiceAccount was removed.';
}
