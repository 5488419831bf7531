import { V1ServiceAccount } from '@kubernetes/client-node';
import {
  KINDS,
  mergePatch,
  objectPath,
  readObject,
} from 'backstage-plugin-irsa-node';
import { statusOf } from '../../shared/statusOf';
import { ClusterContext, StepContext } from '../model/Step';
import { annotationsOf } from './serviceAccounts';

/** The ServiceAccount that the plan is about, as it is now; undefined when it is not there. */
export function readServiceAccount(
  context: ClusterContext,
): Promise<V1ServiceAccount | undefined> {
  const { workload, serviceAccount } = context.execution;
  return context.read(() =>
    readObject<V1ServiceAccount>(
      context.cluster,
      objectPath(KINDS.ServiceAccount, workload.namespace, serviceAccount.name),
    ),
  );
}

/** Names of the annotations that are not as wanted; null stands for absent. */
export function annotationsDiffering(
  account: V1ServiceAccount,
  wanted: Record<string, string | null>,
): string[] {
  const present = annotationsOf(account);
  return Object.entries(wanted)
    .filter(([key, value]) => (present[key] ?? null) !== value)
    .map(([key]) => key);
}

/**
 * A merge patch of our keys only, made from what is there and guarded by its version; read and made anew when that has
 * moved. Answers the names of the annotations that were written, none when there was nothing to do.
 */
export async function writeAnnotations(
  context: StepContext,
  intent: string,
  build: (account: V1ServiceAccount) => Record<string, string | null>,
): Promise<string[]> {
  const { workload, serviceAccount } = context.execution;
  for (let attempt = 1; ; attempt += 1) {
    const account = await readServiceAccount(context);
    const annotations = account ? build(account) : {};
    const names = Object.keys(annotations);
    if (names.length === 0) {
      return [];
    }
    try {
      await context.call(
        {
          target: `ServiceAccount ${workload.namespace}/${serviceAccount.name}`,
          intent: `${intent}: ${names.join(', ')}`,
        },
        () =>
          mergePatch(
            context.cluster,
            objectPath(
              KINDS.ServiceAccount,
              workload.namespace,
              serviceAccount.name,
            ),
            {
              metadata: {
                resourceVersion: account?.metadata?.resourceVersion,
                annotations,
              },
            },
          ),
      );
      return names;
    } catch (error) {
      if (statusOf(error) !== 409 || attempt >= 5) {
        throw error;
      }
    }
  }
}
