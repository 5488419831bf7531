import { randomUUID } from 'node:crypto';
import { isAwsError, isOurs, MIGRATION_TAG } from '../../accounts/iam';
import { Association } from '../../clusters/EksPodIdentities';
import { backoffMs } from '../../shared/backoff';
import { readServiceAccount } from '../kubernetes/annotations';
import {
  associationTitle,
  eksOf,
  givenRole,
  isAsPlanned,
  namedRoles,
  readAssociation,
} from '../kubernetes/association';
import { NeedsHumanError, StepFailedError } from '../model/errors';
import { notShownInWords } from '../model/inWords';
import { Step, StepContext } from '../model/Step';
import {
  createServiceAccount,
  deleteServiceAccount,
} from './ownServiceAccount';
import { takeAssociationBack } from './takeAssociationBack';

/**
 * Ensures that EKS Pod Identity gives the role to the ServiceAccount. Every SDK takes a key before it, so Pods that start from now on
 * work with the key until it is taken out of the template.
 */
export const ensureAssociation: Step = {
  id: 'ensure-association',
  async ensure(context) {
    const { execution } = context;
    const title = associationTitle(execution);
    await ensureAccount(context);
    let found = await readAssociation(context);
    if (!found) {
      found = await create(context);
    }
    if (!isOurs(found.tags, execution.tags)) {
      await context.remember({ associating: false });
      throw new NeedsHumanError(
        `There is a ${title} that was not made for this workload (it gives ${givenRole(
          found,
        )}). It is left alone: delete it and continue, or roll back and plan without Pod Identity.`,
      );
    }
    if (
      found.tags[MIGRATION_TAG] === context.migrationId &&
      execution.podIdentity?.first &&
      !found.targetRoleArn
    ) {
      await context.remember({ isTargetDropped: true });
      throw new StepFailedError(
        `EKS has made the ${title} without its target role ${execution.role.arn}: EKS of this region does not know target roles. Plan with IRSA.`,
      );
    }
    if (!isAsPlanned(found, execution)) {
      throw new NeedsHumanError(
        `The ${title} gives ${givenRole(found)} instead of ${
          execution.role.arn
        }, or in another way than planned. Someone else changed it: settle it and continue, or roll back.`,
      );
    }
    if (found.tags[MIGRATION_TAG] !== context.migrationId) {
      await adopt(context, found);
    }
    const after = await readAssociation(context);
    if (
      !after ||
      !isAsPlanned(after, execution) ||
      after.tags[MIGRATION_TAG] !== context.migrationId
    ) {
      throw new StepFailedError(
        notShownInWords(`EKS does not show the ${title} as it was written.`),
      );
    }
    await context.setProof({
      level: 'L0',
      state: 'notChecked',
      detail:
        'EKS Pod Identity gives the role to Pods only, so it cannot be tried without one. The new Pods show it.',
    });
    return {
      outcome: context.memory.associating ? 'created' : 'adopted',
      detail: `EKS gives ${execution.role.arn} to the Pods of ServiceAccount ${execution.workload.namespace}/${execution.serviceAccount.name}.`,
    };
  },
  async undo(context) {
    const { said } = await takeAssociationBack(context);
    return `${said} ${await deleteServiceAccount(context)}`;
  },
};

async function ensureAccount(context: StepContext): Promise<void> {
  const { serviceAccount, workload } = context.execution;
  if (await readServiceAccount(context)) {
    return;
  }
  if (serviceAccount.action !== 'create') {
    throw new StepFailedError(
      `ServiceAccount ${workload.namespace}/${serviceAccount.name} is gone since the plan was made. Make a new plan.`,
    );
  }
  await createServiceAccount(context);
}

/** EKS refuses a role that IAM has just made, until it is known everywhere. */
async function create(context: StepContext): Promise<Association> {
  const { execution, memory, config } = context;
  const title = associationTitle(execution);
  const eks = eksOf(context);
  const isOver = context.deadline(config.migration.propagationTimeoutMs);
  // One that was seen and is gone is made anew, not answered from what EKS remembers.
  const token =
    typeof memory.token === 'string' && !memory.wasSeen
      ? memory.token
      : randomUUID();
  await context.remember({ associating: true, token, wasSeen: false });
  for (let attempt = 1; ; attempt += 1) {
    try {
      await context.call({ target: title, intent: 'create association' }, () =>
        eks.create({
          namespace: execution.workload.namespace,
          serviceAccount: execution.serviceAccount.name,
          ...namedRoles(execution),
          tags: {
            ...execution.tags,
            [MIGRATION_TAG]: context.migrationId,
          },
          token,
        }),
      );
    } catch (error) {
      const isEarly = isAwsError(error, 'InvalidParameter') && !isOver();
      if (!isEarly && !isAwsError(error, 'ResourceInUse')) {
        throw error;
      }
    }
    const found = await readAssociation(context);
    if (found) {
      // One that is there already may be somebody else's.
      const isOwn = found.tags[MIGRATION_TAG] === context.migrationId;
      await context.remember({ associating: isOwn, wasSeen: true });
      return found;
    }
    if (isOver()) {
      throw new StepFailedError(
        notShownInWords(`EKS does not show the ${title} after it was created.`),
      );
    }
    await context.sleep(backoffMs(attempt, { firstMs: 500, longestMs: 8_000 }));
  }
}

/** Writes this migration's id on it, so that an earlier one finds itself a stranger. */
async function adopt(context: StepContext, { id }: Association): Promise<void> {
  await context.remember({ used: true });
  await context.call(
    {
      target: associationTitle(context.execution),
      intent: 'tag with the id of this migration',
    },
    () => eksOf(context).tag(id, { [MIGRATION_TAG]: context.migrationId }),
  );
}
