import {
  AttachRolePolicyCommand,
  CreateRoleCommand,
  DeleteRoleCommand,
  DetachRolePolicyCommand,
  TagRoleCommand,
  UpdateAssumeRolePolicyCommand,
  UpdateRoleCommand,
} from '@aws-sdk/client-iam';
import {
  isAwsError,
  isOurs,
  MIGRATION_TAG,
  readRole,
  samePolicy,
  servesMigration,
  tagList,
} from '../../accounts/iam';
import { NeedsHumanError, StepFailedError } from '../model/errors';
import { podsWithRole } from '../kubernetes/podIdentity';
import { Step, StepContext } from '../model/Step';
import { notShownInWords } from '../model/inWords';
import { assertAsPlanned } from './assertAsPlanned';
import { createOnce } from './createOnce';

/** Ensures that the role exists with the planned trust, boundary, session length and policy. */
export const ensureRole: Step = {
  id: 'ensure-role',
  async ensure(context) {
    const { role, tags, policy } = context.execution;
    const { iam } = context.account;
    const read = () => context.read(() => readRole(iam, role.name));
    let found: Awaited<ReturnType<typeof read>> = await createOnce(
      context,
      'role',
      {
        arn: role.arn,
        read,
        create: () =>
          iam.send(
            new CreateRoleCommand({
              RoleName: role.name,
              Path: role.path,
              AssumeRolePolicyDocument: role.trustDocument,
              PermissionsBoundary: role.boundaryArn,
              MaxSessionDuration: role.maxSessionDuration,
              Tags: tagList({ ...tags, [MIGRATION_TAG]: context.migrationId }),
            }),
          ),
      },
    );
    const isTheirs = !isOurs(found.tags, tags) || found.arn !== role.arn;
    if (isTheirs && context.memory.adopted && isAsPlanned(found, context)) {
      return {
        outcome: 'adopted',
        detail: `${role.arn} is as planned, and stays with whoever made it.`,
      };
    }
    if (isTheirs) {
      await context.remember({ creating: false });
      throw new NeedsHumanError(
        `A role named ${role.name} is there (${found.arn}) that was not made for this workload. It is left alone: rename or remove it and continue, or roll back and plan with another role name.`,
      );
    }
    if (found.boundary !== role.boundaryArn) {
      throw new NeedsHumanError(
        `The role ${role.name} has the permissions boundary ${
          found.boundary ?? 'none'
        } instead of ${
          role.boundaryArn ?? 'none'
        }. Boundaries are never changed by the portal: set it and continue, or roll back.`,
      );
    }
    if (!samePolicy(found.trust, role.trustDocument)) {
      await assertAsPlanned(context, found.tags, [`Role ${role.name}`]);
    }
    await adopt(context, found.tags);
    await alignTrust(context, found);
    if (!found.attached.includes(policy.arn)) {
      await context.remember({ attaching: true });
      await context.call(
        { target: role.arn, intent: `attach ${policy.arn}` },
        () =>
          iam.send(
            new AttachRolePolicyCommand({
              RoleName: role.name,
              PolicyArn: policy.arn,
            }),
          ),
      );
    }
    found = await read();
    if (
      !found ||
      !samePolicy(found.trust, role.trustDocument) ||
      !found.attached.includes(policy.arn)
    ) {
      throw new StepFailedError(
        notShownInWords(
          `AWS shows ${role.arn} with another trust policy or without its policy after it was written.`,
        ),
      );
    }
    if (context.memory.creating) {
      return { outcome: 'created', detail: `Created ${role.arn}.` };
    }
    const changed =
      context.memory.previousTrust ||
      context.memory.previousDuration ||
      context.memory.attaching;
    return {
      outcome: changed ? 'changed' : 'adopted',
      detail: `${role.arn} is as planned.`,
    };
  },
  async undo(context) {
    const { role, policy } = context.execution;
    const { iam } = context.account;
    const { creating, attaching, previousTrust, previousDuration } =
      context.memory;
    const found = await context.read(() => readRole(iam, role.name));
    if (!found) {
      return 'The role is gone.';
    }
    if (!isOurs(found.tags, context.execution.tags)) {
      return 'The role is not ours and stays.';
    }
    if (!servesMigration(found.tags, context.migrationId)) {
      return `The role stays: migration ${found.tags[MIGRATION_TAG]} has taken it over.`;
    }
    const other = (await context.others()).find(
      ({ execution }) => execution.role.arn === role.arn,
    );
    if (other) {
      return `The role stays: migration ${other.id} rests on it.`;
    }
    if (!creating && !attaching && !previousTrust && !previousDuration) {
      return 'The role stays as it was before: it was only used.';
    }
    const carriers = await podsStillOnRole(context);
    if (carriers.length > 0) {
      return `The role and its policy stay: ${carriers
        .slice(0, 5)
        .join(', ')} in namespace ${
        context.execution.workload.namespace
      } still carry it and may depend on it. Remove them when no Pod names the role any more.`;
    }
    if (
      (creating || previousTrust) &&
      !samePolicy(found.trust, role.trustDocument) &&
      !(
        typeof previousTrust === 'string' &&
        samePolicy(found.trust, previousTrust)
      )
    ) {
      return 'The role and its policy stay: someone else changed its trust policy since, and may rely on both. Review who can become it.';
    }
    if ((creating || attaching) && found.attached.includes(policy.arn)) {
      await context.call(
        { target: role.arn, intent: `detach ${policy.arn}` },
        () =>
          iam.send(
            new DetachRolePolicyCommand({
              RoleName: role.name,
              PolicyArn: policy.arn,
            }),
          ),
      );
    }
    if (creating) {
      const foreign = [
        ...found.attached.filter(arn => arn !== policy.arn),
        ...found.inline,
      ];
      if (foreign.length > 0) {
        return `The role stays, without our policy: someone else gave it ${foreign.join(
          ', ',
        )}.`;
      }
      try {
        await context.call({ target: role.arn, intent: 'delete role' }, () =>
          iam.send(new DeleteRoleCommand({ RoleName: role.name })),
        );
      } catch (error) {
        if (!isAwsError(error, 'DeleteConflict')) {
          throw error;
        }
        return 'The role stays, without our policy: someone else has just given it something.';
      }
      return 'The role was removed.';
    }
    if (typeof previousTrust === 'string') {
      await writeTrust(context, previousTrust, 'put the trust policy back');
    }
    if (typeof previousDuration === 'number') {
      await writeDuration(context, previousDuration);
    }
    // What else is in it is read once more when all is undone.
    return 'The role stays; what this migration wrote into it was taken back.';
  },
};

/** Whether nothing has to be written. A role of others is used so or not at all. */
function isAsPlanned(
  found: NonNullable<Awaited<ReturnType<typeof readRole>>>,
  { execution: { role, policy } }: StepContext,
): boolean {
  return (
    found.arn === role.arn &&
    found.boundary === role.boundaryArn &&
    samePolicy(found.trust, role.trustDocument) &&
    found.attached.includes(policy.arn)
  );
}

/** Writes this migration's id on the role, so that an earlier one finds itself a stranger. */
async function adopt(
  context: StepContext,
  tags: Record<string, string>,
): Promise<void> {
  if (tags[MIGRATION_TAG] === context.migrationId) {
    return;
  }
  const { role } = context.execution;
  await context.remember({ used: true });
  await context.call(
    { target: role.arn, intent: 'tag with the id of this migration' },
    () =>
      context.account.iam.send(
        new TagRoleCommand({
          RoleName: role.name,
          Tags: tagList({ [MIGRATION_TAG]: context.migrationId }),
        }),
      ),
  );
}

/** Pods that carry the role, given some time to end: without it, those whose SDK prefers the role would fail. */
async function podsStillOnRole(context: StepContext): Promise<string[]> {
  const isOver = context.deadline(context.config.migration.rolloutTimeoutMs);
  for (;;) {
    const carriers = await podsWithRole(context);
    if (carriers.length === 0 || isOver()) {
      return carriers;
    }
    await context.sleep(500);
  }
}

async function alignTrust(
  context: StepContext,
  found: { trust: string; maxSessionDuration: number },
): Promise<void> {
  const { role } = context.execution;
  if (!samePolicy(found.trust, role.trustDocument)) {
    if (!context.memory.previousTrust) {
      await context.remember({
        previousTrust: decodeURIComponent(found.trust),
      });
    }
    await writeTrust(context, role.trustDocument, 'write the trust policy');
  }
  if (found.maxSessionDuration !== role.maxSessionDuration) {
    if (!context.memory.previousDuration) {
      await context.remember({ previousDuration: found.maxSessionDuration });
    }
    await writeDuration(context, role.maxSessionDuration);
  }
}

async function writeTrust(
  context: StepContext,
  document: string,
  intent: string,
): Promise<void> {
  const { role } = context.execution;
  await context.call({ target: role.arn, intent }, () =>
    context.account.iam.send(
      new UpdateAssumeRolePolicyCommand({
        RoleName: role.name,
        PolicyDocument: document,
      }),
    ),
  );
}

async function writeDuration(
  context: StepContext,
  seconds: number,
): Promise<void> {
  const { role } = context.execution;
  await context.call(
    { target: role.arn, intent: `set session length to ${seconds} s` },
    () =>
      context.account.iam.send(
        new UpdateRoleCommand({
          RoleName: role.name,
          MaxSessionDuration: seconds,
        }),
      ),
  );
}
