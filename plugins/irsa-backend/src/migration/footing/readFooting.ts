import { isAwsError, readPolicy, readRole } from '../../accounts/iam';
import { readRoleRights } from '../../accounts/roleRights';
import { AccountHandle } from '../../accounts/types';
import { PlanExecution } from '../../plan/types';
import { scrub } from '../../shared/scrub';
import { ClaimLostError, LeaveError, WithdrawnError } from '../model/errors';
import { firstHalf } from '../model/firstHalf';
import { ReadContext } from '../model/Step';
import { FootingFact, notKnown } from '../model/Footing';
import { referencesFooting, WorkloadLook } from './references';
import { othersOf, roleFooting, roleTitle, SeenRole } from './role';
import { runsFooting } from './runs';
import { identityTitle, serviceAccountFooting } from './serviceAccount';
import { workloadFooting } from './workload';

/**
 * Reads everything that a migrated workload rests on: role, that of the cluster's account before it, trust policy, attached policy, ServiceAccount,
 * template, Pods, runs of a CronJob, and where the old key is referred to. What cannot be read is `notKnown`; it does not throw.
 */
export async function readFooting(
  context: ReadContext,
  look: {
    /** IAM's answer about the role; read afresh when absent. */
    role?: () => Promise<SeenRole | undefined>;
    /** The same about the role that an association names first, in the cluster's account. */
    firstRole?: (first: PlanExecution) => Promise<SeenRole | undefined>;
    workload: WorkloadLook;
    /** Since when new Pods are on the role. */
    switchedAt?: string;
    /** Whether Pods that crash break it: before the key goes, which would be the quick way out. */
    mustWork?: boolean;
  },
): Promise<FootingFact[]> {
  const { execution, account } = context;
  const { workload } = execution;
  const seenRole =
    look.role ?? (() => context.read(() => seeRole(account, execution)));
  const first = firstHalf(execution);
  const seenFirst =
    look.firstRole ??
    ((half: PlanExecution) =>
      context.read(() => seeRole(context.accountOf(half.accountId), half)));
  const parts = await Promise.all([
    orNotKnown(roleTitle(execution), async () =>
      roleFooting(await seenRole(), execution),
    ),
    first
      ? orNotKnown(roleTitle(first), async () =>
          roleFooting(await seenFirst(first), first),
        )
      : [],
    orNotKnown(identityTitle(execution), () => serviceAccountFooting(context)),
    orNotKnown(`${workload.kind} ${workload.namespace}/${workload.name}`, () =>
      workloadFooting(context, look.mustWork),
    ),
    orNotKnown(
      `Runs of ${workload.kind} ${workload.namespace}/${workload.name}`,
      () => runsFooting(context, look.switchedAt),
    ),
    orNotKnown(
      `References of ${workload.kind} ${workload.namespace}/${workload.name}`,
      () => referencesFooting(look.workload, execution),
    ),
  ]);
  return parts.flat();
}

async function seeRole(
  { iam }: AccountHandle,
  { role: { name }, policy, awsHalf }: PlanExecution,
): Promise<SeenRole | undefined> {
  const [role, found] = await Promise.all([
    readRole(iam, name),
    readPolicy(iam, policy.arn),
  ]);
  const isAsked = role && (awsHalf || othersOf(role, { policy }).length > 0);
  const rights = isAsked
    ? await readRoleRights(iam, name, role).catch(error => {
        if (awsHalf || !isAwsError(error, 'AccessDenied')) {
          throw error;
        }
        return undefined;
      })
    : undefined;
  return role && { ...role, policyDocument: found?.document, rights };
}

async function orNotKnown(
  object: string,
  read: () => Promise<FootingFact[]>,
): Promise<FootingFact[]> {
  try {
    return await read();
  } catch (error) {
    if (
      error instanceof LeaveError ||
      error instanceof ClaimLostError ||
      error instanceof WithdrawnError
    ) {
      throw error;
    }
    const { message = String(error) } = error as Error;
    return [notKnown(object, `It could not be read: ${scrub(message)}`)];
  }
}
