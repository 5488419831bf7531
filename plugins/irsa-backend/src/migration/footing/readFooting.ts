import { readPolicy, readRole } from '../../accounts/iam';
import { readRoleRights } from '../../accounts/roleRights';
import { scrub } from '../../shared/scrub';
import { ClaimLostError, LeaveError, WithdrawnError } from '../model/errors';
import { ReadContext } from '../model/Step';
import { FootingFact, notKnown } from '../model/Footing';
import { referencesFooting, WorkloadLook } from './references';
import { roleFooting, roleTitle, SeenRole } from './role';
import { runsFooting } from './runs';
import { identityTitle, serviceAccountFooting } from './serviceAccount';
import { workloadFooting } from './workload';

/**
 * Reads everything that a migrated workload rests on: role, trust policy, attached policy, ServiceAccount,
 * template, Pods, runs of a CronJob, and where the old key is referred to. What cannot be read is `notKnown`; it does not throw.
 */
export async function readFooting(
  context: ReadContext,
  look: {
    /** IAM's answer about the role; read afresh when absent. */
    role?: () => Promise<SeenRole | undefined>;
    workload: WorkloadLook;
    /** Since when new Pods are on the role. */
    switchedAt?: string;
  },
): Promise<FootingFact[]> {
  const { execution, account } = context;
  const { workload } = execution;
  const seenRole =
    look.role ??
    (() =>
      context.read(async () => {
        const [role, policy] = await Promise.all([
          readRole(account.iam, execution.role.name),
          readPolicy(account.iam, execution.policy.arn),
        ]);
        const rights =
          role &&
          execution.awsHalf &&
          (await readRoleRights(account.iam, execution.role.name, role));
        return role && { ...role, policyDocument: policy?.document, rights };
      }));
  const parts = await Promise.all([
    orNotKnown(roleTitle(execution), async () =>
      roleFooting(await seenRole(), execution),
    ),
    orNotKnown(identityTitle(execution), () => serviceAccountFooting(context)),
    orNotKnown(`${workload.kind} ${workload.namespace}/${workload.name}`, () =>
      workloadFooting(context),
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
