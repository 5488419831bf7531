import { HostedChange } from 'backstage-plugin-irsa-node';
import { isRestored } from '../../plan/patch/workloadPatch';
import { composeChange } from '../../requests/composeChange';
import { composeRevert } from '../../requests/composeRevert';
import { isChangeHostError } from '../../requests/isChangeHostError';
import { folderOf, readPlace } from '../../requests/readPlace';
import { revertText } from '../../requests/requestText';
import {
  annotationsDiffering,
  readServiceAccount,
} from '../kubernetes/annotations';
import { workloadTitle } from '../kubernetes/objects';
import { obstaclesInWords } from '../../sources/obstacles';
import { NeedsHumanError, WaitsForOthersError } from '../model/errors';
import { sayOnce } from '../model/sayOnce';
import { StepContext } from '../model/Step';
import {
  closeRequest,
  findRequest,
  keeperOf,
  mergersOf,
  openInWords,
  openOnce,
  plannedRequest,
  portalLink,
  Proposal,
  readWorkload,
  repositoryOf,
} from './hostedRequest';
import { keyServes } from './keyServes';
import { assertSecrets } from './assertSecrets';
import { runWithKey } from './undoCutOver';

/**
 * Closes the request; after its merge, proposes the opposite and waits until that is merged and in the cluster. The role stays
 * until no Pod carries it: the steps before this one are taken back afterwards.
 */
export async function takeRequestBack(context: StepContext): Promise<string> {
  if (!context.memory.opening) {
    return 'No change request was opened.';
  }
  const { attempt = 1 } = await context.memoryOf('await-merge');
  const request = await findRequest(context, 'cutOver', Number(attempt));
  if (!request) {
    return 'No change request is there.';
  }
  const ended =
    request.state === 'open'
      ? await closeRequest(
          context,
          request,
          'cutOver',
          'The migration that this request belongs to is rolled back in the portal.',
        )
      : request;
  return ended.state === 'merged'
    ? revert(context, ended)
    : `Change request ${ended.url} is closed; the workload was not changed.`;
}

async function revert(
  context: StepContext,
  merged: HostedChange,
): Promise<string> {
  const { execution, memory } = context;
  await context.remember({ merged: true });
  const serves = await keyServes(context);
  await sayOnce(
    context,
    [serves, await assertSecrets(context)].filter(Boolean).join(' '),
  );
  let attempt = Number(memory.revert ?? 1);
  if (!(await isBack(context))) {
    if (memory.revertClosed === attempt) {
      const last = await findRequest(context, 'revert', attempt);
      if (!last || last.state === 'closed') {
        attempt += 1;
      }
    }
    await context.remember({ revert: attempt, revertClosed: 0 });
    await proposeRevert(context, merged, attempt);
  }
  if (memory.revert !== undefined) {
    await endRevert(context, attempt);
  }
  if (!(await readWorkload(context))) {
    return `${workloadTitle(execution.workload)} is not there any more.`;
  }
  return runWithKey(context);
}

/** Notes what became of the revert, and closes it when the way back was another one. Needs no answer of the host. */
async function endRevert(context: StepContext, attempt: number): Promise<void> {
  try {
    const request = await findRequest(context, 'revert', attempt);
    if (request?.state === 'open') {
      await closeRequest(
        context,
        request,
        'revert',
        'The cluster has the state of before again, so this request is not needed.',
      );
    }
  } catch (error) {
    if (!isChangeHostError(error)) {
      throw error;
    }
    await context.say(
      `What became of the change request that takes the migration back could not be read: ${error.message}`,
      'warning',
    );
  }
}

/** Whether the cluster has the old template again, and its ServiceAccount no longer names the role. */
async function isBack(context: StepContext): Promise<boolean> {
  const { detach, serviceAccount } = context.execution;
  const workload = await readWorkload(context);
  if (!workload) {
    return true;
  }
  if (!isRestored(workload, detach)) {
    return false;
  }
  const account = await readServiceAccount(context);
  const before = Object.fromEntries(
    Object.keys(serviceAccount.annotations).map(key => [
      key,
      serviceAccount.previous[key] ?? null,
    ]),
  );
  return !account || annotationsDiffering(account, before).length === 0;
}

/** Opens the revert, unless the files are as before, and waits for its way into the cluster. Throws while it waits. */
async function proposeRevert(
  context: StepContext,
  merged: HostedChange,
  attempt: number,
): Promise<void> {
  const { base } = plannedRequest(context);
  const known = await findRequest(context, 'revert', attempt);
  const proposal = known ? undefined : await composeBack(context, merged);
  const request =
    known ??
    (proposal!.files.size > 0
      ? await openOnce(context, 'revert', attempt, () =>
          composeBack(context, merged),
        )
      : undefined);
  if (request?.state === 'open') {
    throw new WaitsForOthersError(
      mergersOf(context),
      `${openInWords(request)} It takes the migration back.`,
      request.url,
    );
  }
  if (request?.state === 'closed') {
    await context.remember({ revertClosed: attempt });
    throw new NeedsHumanError(
      `The change request ${
        request.url
      }, which takes the migration back, was closed${
        request.endedBy ? ` by ${request.endedBy}` : ''
      }. The workload goes on with its role. Roll back once more to open it again, or close the migration as it is.`,
    );
  }
  const workload = await readWorkload(context);
  const obstacles =
    workload &&
    obstaclesInWords(await context.read(() => context.source(workload)));
  throw new WaitsForOthersError(
    keeperOf(context),
    `${base} has the old files again, and they are not in the cluster yet.${
      obstacles || ' Sync it if nothing does so by itself.'
    }`,
    request?.url ?? merged.url,
  );
}

async function composeBack(
  context: StepContext,
  merged: HostedChange,
): Promise<Proposal> {
  const { execution, config } = context;
  const { base, folder, baseCommit } = plannedRequest(context);
  const repository = repositoryOf(context);
  const commit = await context.read(() => repository.head(base));
  if (commit === undefined) {
    throw new NeedsHumanError(
      `There is no branch ${base} any more. Put the files back by hand, then roll back once more.`,
    );
  }
  const change = await composeChange(
    await context.read(() => readPlace(repository, baseCommit, folder)),
    folder,
    execution,
    config.catalogue,
  );
  const { files: now } = await context.read(() =>
    repository.read(commit, folderOf(folder)),
  );
  const back = composeRevert(change, now);
  if ('conflicts' in back) {
    throw new NeedsHumanError(
      `${back.conflicts.join(', ')} of ${base} were changed by others since ${
        merged.url
      }, in the same lines. Put the key back there by hand, then roll back once more: the portal looks whether it is in the cluster.`,
    );
  }
  return {
    files: back.files,
    commit,
    ...revertText(execution, context.rollbackReason, portalLink(context)),
  };
}
