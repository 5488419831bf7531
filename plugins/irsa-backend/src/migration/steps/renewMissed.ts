import { V1Pod } from '@kubernetes/client-node';
import { isClusterError } from 'backstage-plugin-irsa-node';
import {
  annotationsDiffering,
  readServiceAccount,
} from '../kubernetes/annotations';
import { isAsPlanned, readAssociation } from '../kubernetes/association';
import { podFindings } from '../kubernetes/podFindings';
import { deletePod } from '../kubernetes/replacePods';
import { isReady } from '../kubernetes/rollout';
import { StepContext } from '../model/Step';
import { assertInjected } from './assertInjected';

export const MISSED = 'was missed by the pod identity webhook';

/** Whether the webhook has given a Pod less than the role and its token. */
export function isMissed(
  pod: V1Pod,
  { execution }: Pick<StepContext, 'execution'>,
): boolean {
  return podFindings(pod, execution).notInjected.length > 0;
}

/**
 * A Pod that started before the webhook knew the annotation has no identity at all, and fails. That says nothing about the role: where
 * Git's tool applies ServiceAccount and template together it happens to good changes. Such a Pod is made anew, once, as soon as a dry
 * run shows that the next one gets the role; a second one in its place counts as what it is. Pods that are ready serve, and are left
 * to the check that replaces one at a time.
 *
 * Throws StepFailedError when a new Pod would be missed again.
 */
export async function renewMissed(
  context: StepContext,
  pods: V1Pod[],
  desired: number,
): Promise<boolean> {
  const missed = pods.filter(
    pod =>
      !pod.metadata?.deletionTimestamp &&
      !isReady(pod) &&
      isMissed(pod, context),
  );
  const known = (context.memory.renewed ?? []) as string[];
  const added = missed
    .map(uidOf)
    .filter(uid => !known.includes(uid))
    .slice(0, Math.max(0, Math.max(1, desired) - known.length));
  const renewed = [...known, ...added];
  const due = missed.filter(pod => renewed.includes(uidOf(pod)));
  if (due.length === 0 || !(await namesRole(context))) {
    return false;
  }
  await assertMadeAnew(context);
  if (added.length > 0) {
    await context.say(
      `${
        added.length
      } new Pods started before the pod identity webhook knew the ${
        context.execution.podIdentity ? 'association' : 'annotation'
      }, and were given no identity. They are made anew.`,
      'warning',
    );
    await context.remember({ renewed });
  }
  for (const pod of due) {
    await deletePod(context, pod, MISSED);
  }
  return true;
}

/** Without annotation or association the webhook has missed nothing: something has taken it away. */
async function namesRole(context: StepContext): Promise<boolean> {
  const { execution } = context;
  const account = await readServiceAccount(context);
  if (execution.podIdentity) {
    const found = account && (await readAssociation(context));
    return found !== undefined && isAsPlanned(found, execution);
  }
  const { annotations } = execution.serviceAccount;
  return (
    account !== undefined &&
    annotationsDiffering(account, annotations).length === 0
  );
}

async function assertMadeAnew(context: StepContext): Promise<void> {
  try {
    // As long as a rollout may take: the Pods of before serve meanwhile.
    await assertInjected(context, context.config.migration.rolloutTimeoutMs);
  } catch (error) {
    // A quota that is used up by the failing Pods refuses the dry run, too, and so tells nothing.
    if (!isClusterError(error, 'quota')) {
      throw error;
    }
  }
}

function uidOf({ metadata }: V1Pod): string {
  return metadata?.uid ?? '';
}
