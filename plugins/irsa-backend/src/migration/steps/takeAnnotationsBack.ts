import { V1ServiceAccount } from '@kubernetes/client-node';
import {
  annotationsDiffering,
  readServiceAccount,
  writeAnnotations,
} from '../kubernetes/annotations';
import { annotationsOf } from '../kubernetes/serviceAccounts';
import { StepContext } from '../model/Step';

export interface TakenBack {
  /** Whether new Pods no longer get the role by annotations of ours. */
  off: boolean;
  /** For the log. */
  said: string;
}

/** Takes back those of our annotations that still have the value that we wrote. What others wrote since stays and is named. */
export async function takeAnnotationsBack(
  context: StepContext,
): Promise<TakenBack> {
  const { annotating } = await context.memoryOf('ensure-service-account');
  if (!annotating) {
    return { off: false, said: 'Nothing to take back.' };
  }
  const { serviceAccount, workload } = context.execution;
  const other = (await context.others()).find(
    ({ execution }) =>
      execution.workload.cluster === workload.cluster &&
      execution.workload.namespace === workload.namespace &&
      execution.serviceAccount.name === serviceAccount.name,
  );
  if (other) {
    return {
      off: false,
      said: `The annotations stay: migration ${other.id} rests on them.`,
    };
  }
  await writeAnnotations(context, 'put annotations back', account =>
    previousOf(context, oursOn(context, account)),
  );
  const after = await readServiceAccount(context);
  if (!after) {
    return { off: true, said: 'The ServiceAccount is gone.' };
  }
  if (oursOn(context, after).length > 0) {
    throw new Error(
      `ServiceAccount ${serviceAccount.name} still has the annotations after they were taken back: something on the cluster sets them. Find out who manages it, take them away there, then roll back once more.`,
    );
  }
  const foreign = annotationsDiffering(
    after,
    previousOf(context, Object.keys(serviceAccount.annotations)),
  );
  if (foreign.length > 0) {
    return {
      off: true,
      said: `${foreign.join(', ')} of ServiceAccount ${
        serviceAccount.name
      } were changed by someone else since, and stay.`,
    };
  }
  return { off: true, said: 'The annotations are as they were before.' };
}

/** Names the role again: the way back came to a halt, and Pods without the key need it. */
export async function setAnnotationsAgain(context: StepContext): Promise<void> {
  const { annotations, previous } = context.execution.serviceAccount;
  await writeAnnotations(context, 'set annotations again', account => {
    const present = annotationsOf(account);
    return Object.fromEntries(
      Object.entries(annotations).filter(
        ([key, value]) =>
          present[key] !== value && present[key] === previous[key],
      ),
    );
  });
}

/** Names of our annotations that have the value we wrote and had another one before. */
function oursOn(context: StepContext, account: V1ServiceAccount): string[] {
  const { annotations, previous } = context.execution.serviceAccount;
  const present = annotationsOf(account);
  return Object.keys(annotations).filter(
    key =>
      present[key] === annotations[key] && previous[key] !== annotations[key],
  );
}

function previousOf(
  context: StepContext,
  keys: string[],
): Record<string, string | null> {
  const { previous } = context.execution.serviceAccount;
  return Object.fromEntries(keys.map(key => [key, previous[key] ?? null]));
}
