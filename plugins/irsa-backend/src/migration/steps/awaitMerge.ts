import { NeedsHumanError, WaitsForOthersError } from '../model/errors';
import { Step } from '../model/Step';
import {
  findRequest,
  mergersOf,
  openInWords,
  openOnce,
  plannedRequest,
  short,
} from './hostedRequest';
import { composeCutOver } from './openRequest';

/** Waits until people have merged the change request. It may take days, and holds no worker. */
export const awaitMerge: Step = {
  id: 'await-merge',
  async ensure(context) {
    const { memory } = context;
    let attempt = Number(memory.attempt ?? 1);
    let request = await findRequest(context, 'cutOver', attempt);
    const closed = Number(memory.closed ?? 0);
    if (closed > 0) {
      // Somebody has continued after it was closed; perhaps it was opened again at the host meanwhile, or even merged.
      if (closed === attempt && (!request || request.state === 'closed')) {
        attempt += 1;
        await context.remember({ attempt });
        request = undefined;
      }
      if (closed < attempt) {
        request ??= await openOnce(context, 'cutOver', attempt, () =>
          composeCutOver(context),
        );
      }
      await context.remember({ closed: 0 });
    }
    if (request?.state === 'merged') {
      await context.remember({
        merged: true,
        mergeCommit: request.mergeCommit,
      });
      return {
        outcome: 'changed',
        detail: `Merged${
          request.endedBy ? ` by ${request.endedBy}` : ''
        } as ${short(request.mergeCommit)}.`,
      };
    }
    if (request?.state === 'open') {
      throw new WaitsForOthersError(
        mergersOf(context),
        openInWords(request),
        request.url,
      );
    }
    await context.remember({ closed: attempt });
    throw new NeedsHumanError(
      `The change request ${
        request?.url ?? `in ${plannedRequest(context).repository}`
      } was ${
        request
          ? `closed${request.endedBy ? ` by ${request.endedBy}` : ''}`
          : 'removed'
      } without a merge. The workload goes on with its key. Continue to open it again, or roll back to take the role away.`,
    );
  },
};
