import {
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  DeletePolicyCommand,
  DeletePolicyVersionCommand,
  ListPolicyVersionsCommand,
  SetDefaultPolicyVersionCommand,
  TagPolicyCommand,
} from '@aws-sdk/client-iam';
import {
  isAwsError,
  isOurs,
  MIGRATION_TAG,
  readPolicy,
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

/** IAM keeps at most five versions of a policy. */
const MAX_VERSIONS = 5;

/** Ensures that the role's policy exists with the planned document. */
export const ensurePolicy: Step = {
  id: 'ensure-policy',
  async ensure(context) {
    const { iam } = context.account;
    const { policy, tags } = context.execution;
    const read = () => context.read(() => readPolicy(iam, policy.arn));
    let found: Awaited<ReturnType<typeof read>> = await createOnce(
      context,
      'policy',
      {
        arn: policy.arn,
        read,
        create: () =>
          iam.send(
            new CreatePolicyCommand({
              PolicyName: policy.name,
              Path: policy.path,
              PolicyDocument: policy.document,
              Tags: tagList({ ...tags, [MIGRATION_TAG]: context.migrationId }),
            }),
          ),
      },
    );
    const isTheirs = !isOurs(found.tags, tags);
    if (
      isTheirs &&
      context.memory.adopted &&
      samePolicy(found.document, policy.document)
    ) {
      return {
        outcome: 'adopted',
        detail: `${policy.name} is as planned, and stays with whoever made it.`,
      };
    }
    if (isTheirs) {
      await context.remember({ creating: false });
      throw new NeedsHumanError(
        `A policy ${policy.arn} is there that was not made for this workload. Rename or remove it and continue, or roll back and plan with another role name.`,
      );
    }
    if (!samePolicy(found.document, policy.document)) {
      // The policy of a first role is in the plan by the name of that role.
      const { role } = context.execution;
      const names = [`Policy ${policy.name}`, `Policy ${role.name}`];
      await assertAsPlanned(context, found.tags, names);
    }
    await adopt(context, found.tags);
    if (!samePolicy(found.document, policy.document)) {
      if (!context.memory.previousVersion) {
        await context.remember({ previousVersion: found.versionId });
      }
      await prune(context);
      await createVersion(context);
      found = await read();
      if (!found || !samePolicy(found.document, policy.document)) {
        throw new StepFailedError(
          notShownInWords(
            `AWS shows another document for ${policy.arn} than was written.`,
          ),
        );
      }
    }
    if (context.memory.creating) {
      return { outcome: 'created', detail: `Created ${policy.name}.` };
    }
    return context.memory.previousVersion
      ? { outcome: 'changed', detail: `${found.versionId} is the default.` }
      : { outcome: 'adopted', detail: `${policy.name} is as planned.` };
  },
  async undo(context) {
    const { iam } = context.account;
    const { arn } = context.execution.policy;
    const { creating, previousVersion } = context.memory;
    if (!creating && !previousVersion) {
      return 'The policy was not changed.';
    }
    const found = await context.read(() => readPolicy(iam, arn));
    if (!found) {
      return 'The policy is gone.';
    }
    if (!servesMigration(found.tags, context.migrationId)) {
      return `The policy stays: migration ${found.tags[MIGRATION_TAG]} has taken it over.`;
    }
    const other = (await context.others()).find(
      ({ execution }) => execution.policy.arn === arn,
    );
    if (other) {
      return `The policy stays: migration ${other.id} rests on it.`;
    }
    if (
      found.versionId !== previousVersion &&
      !samePolicy(found.document, context.execution.policy.document)
    ) {
      return `The policy stays: someone else changed it since; ${found.versionId} is in force.`;
    }
    if (creating) {
      if (found.attachments > 0) {
        return 'The policy stays: it is attached to something else.';
      }
      for (const version of await versions(context)) {
        if (!version.isDefault) {
          await deleteVersion(context, version.id);
        }
      }
      await context.call({ target: arn, intent: 'delete policy' }, () =>
        iam.send(new DeletePolicyCommand({ PolicyArn: arn })),
      );
      return 'The policy was removed.';
    }
    if (found.versionId !== previousVersion) {
      const carriers = await podsWithRole(context);
      if (carriers.length > 0) {
        return `The policy stays at ${found.versionId}: ${carriers.join(
          ', ',
        )} still carry the role.`;
      }
      await context.call(
        { target: arn, intent: `set default version ${previousVersion}` },
        () =>
          iam.send(
            new SetDefaultPolicyVersionCommand({
              PolicyArn: arn,
              VersionId: String(previousVersion),
            }),
          ),
      );
      await deleteVersion(context, found.versionId);
    }
    return `The policy is at ${previousVersion} again.`;
  },
};

/**
 * Repeated after a lost answer, be it here or by the SDK, it makes no second version where it can tell: IAM refuses one more of a policy
 * that is full, and what was wanted is there.
 */
async function createVersion(context: StepContext): Promise<void> {
  const { iam } = context.account;
  const { arn, document } = context.execution.policy;
  const isWritten = async () =>
    samePolicy((await readPolicy(iam, arn))?.document ?? '{}', document);
  let isRepeated = false;
  await context.call(
    { target: arn, intent: 'create policy version' },
    async () => {
      if (isRepeated && (await isWritten())) {
        return;
      }
      isRepeated = true;
      try {
        await iam.send(
          new CreatePolicyVersionCommand({
            PolicyArn: arn,
            PolicyDocument: document,
            SetAsDefault: true,
          }),
        );
      } catch (error) {
        if (!isAwsError(error, 'LimitExceeded') || !(await isWritten())) {
          throw error;
        }
      }
    },
  );
}

/** Writes this migration's id on the policy, so that an earlier one finds itself a stranger. */
async function adopt(
  context: StepContext,
  tags: Record<string, string>,
): Promise<void> {
  if (tags[MIGRATION_TAG] === context.migrationId) {
    return;
  }
  const { arn } = context.execution.policy;
  await context.call(
    { target: arn, intent: 'tag with the id of this migration' },
    () =>
      context.account.iam.send(
        new TagPolicyCommand({
          PolicyArn: arn,
          Tags: tagList({ [MIGRATION_TAG]: context.migrationId }),
        }),
      ),
  );
}

async function versions(context: StepContext) {
  const response = await context.read(() =>
    context.account.iam.send(
      new ListPolicyVersionsCommand({
        PolicyArn: context.execution.policy.arn,
      }),
    ),
  );
  return (response.Versions ?? [])
    .map(({ VersionId, IsDefaultVersion, CreateDate }) => ({
      id: VersionId ?? '',
      isDefault: IsDefaultVersion === true,
      createdAt: CreateDate?.getTime() ?? 0,
    }))
    .sort((left, right) => left.createdAt - right.createdAt);
}

async function prune(context: StepContext): Promise<void> {
  const all = await versions(context);
  const { previousVersion } = context.memory;
  const removable = all.filter(
    ({ id, isDefault }) => !isDefault && id !== previousVersion,
  );
  const excess = all.length - (MAX_VERSIONS - 1);
  for (const { id } of removable.slice(0, Math.max(0, excess))) {
    await deleteVersion(context, id);
  }
}

async function deleteVersion(context: StepContext, id: string): Promise<void> {
  const { arn } = context.execution.policy;
  await context.call(
    { target: arn, intent: `delete policy version ${id}` },
    () =>
      context.account.iam.send(
        new DeletePolicyVersionCommand({ PolicyArn: arn, VersionId: id }),
      ),
  );
}
