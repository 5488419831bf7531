import { ConflictError } from '@backstage/errors';
import { HostedChange } from 'backstage-plugin-irsa-node';
import { WaitsForOthersError } from '../model/errors';
import { MigrationRecord, SecretRequest } from '../model/records';
import { StepContext } from '../model/Step';
import {
  closeRequest,
  keeperOf,
  mergersOf,
  openInWords,
  short,
} from '../steps/hostedRequest';
import { withdrawSecretRequest } from '../steps/leaveSecretRequest';
import { assertUnused, isClear } from './deleteSecret';
import { RetireSight } from './RetireContext';
import { assertUnusedElsewhere } from './otherPlacesOfSecret';
import { readSecretNow, SecretNow } from './secretNow';

/** What became of a request: the Secret is gone, or nothing was changed. */
export interface Ended {
  isDone: boolean;
  message: string;
}

/** What the Secret is now, and why it may not go. */
export async function see(
  sight: RetireSight,
  name: string,
  request: SecretRequest,
): Promise<{ now?: SecretNow; obstacle?: string }> {
  try {
    const now = await readSecretNow(sight, name);
    if (now && !isClear(now)) {
      await assertUnused(sight, name, now);
    }
    await assertUnusedElsewhere(sight, request);
    return { now };
  } catch (error) {
    if (error instanceof ConflictError) {
      return { obstacle: error.message };
    }
    throw error;
  }
}

/** Nobody shall merge it any more. One that was merged first is followed until Git makes the Secret again. */
export async function withdraw(
  { status, state }: MigrationRecord,
  step: StepContext,
  hosted: HostedChange | undefined,
  why: string,
): Promise<Ended> {
  const request = state.secretRequest!;
  const { isMerged, words, url } = await withdrawSecretRequest(
    step,
    request,
    hosted,
    why,
  );
  // Of one that was closed as it is, whoever closed it has been told.
  if (isMerged && status !== 'closed') {
    throw new WaitsForOthersError(mergersOf(step, request), `${words}.`, url);
  }
  return { isDone: false, message: words };
}

/** Absence, or a Secret without AWS keys, is no end while Git still makes them: a controller would make them again. */
export async function whileOpen(
  now: SecretNow | undefined,
  step: StepContext,
  request: SecretRequest,
  hosted: HostedChange,
  isMade: boolean | undefined,
): Promise<Ended> {
  const title = titleOf(step, request);
  if (!isClear(now)) {
    throw new WaitsForOthersError(
      mergersOf(step, request),
      `${openInWords(hosted)} It takes ${title} out of Git.`,
      hosted.url,
    );
  }
  if (isMade === false) {
    await closeRequest(
      step,
      hosted,
      'secret',
      'Neither Git nor the cluster has an AWS key of this Secret any more, so this request is not needed.',
      request,
    );
    return goneFor(now, step, request, hosted);
  }
  throw new WaitsForOthersError(
    mergersOf(step, request),
    `${openInWords(hosted)} ${title} ${inCluster(now)} now, ${
      isMade
        ? 'but Git still makes it'
        : 'and whether Git still makes it could not be told'
    }. Merge the request, or close it.`,
    hosted.url,
  );
}

export async function merged(
  now: SecretNow | undefined,
  step: StepContext,
  request: SecretRequest,
  hosted: HostedChange,
  isMade: boolean | undefined,
  /** What keeps the Secret in the cluster, with the way out. */
  obstacles: () => Promise<string>,
): Promise<Ended> {
  const title = titleOf(step, request);
  if (isMade) {
    return {
      isDone: false,
      message: `${hosted.url} was merged, and Git makes ${title} again by now. Ask once more to open another request.`,
    };
  }
  if (isClear(now)) {
    return goneFor(now, step, request, hosted);
  }
  if (!request.merged) {
    await step.setState({ secretRequest: { ...request, merged: true } });
  }
  throw new WaitsForOthersError(
    keeperOf(step, request),
    `The merge ${short(
      hosted.mergeCommit,
    )} takes ${title} out, and it is in the cluster still.${
      (await obstacles()) ||
      ' Sync or apply it (Argo CD and Flux: with pruning) if nothing does so by itself.'
    }`,
    hosted.url,
  );
}

/** The request takes nothing out of Git any more: that the Secret is gone counts when Git does not make it, and two looks find it so. */
export async function unmerged(
  isGone: boolean,
  now: SecretNow | undefined,
  step: StepContext,
  request: SecretRequest,
  hosted: HostedChange | undefined,
): Promise<Ended> {
  const title = titleOf(step, request);
  if (isGone && request.absent) {
    return goneFor(now, step, request, hosted);
  }
  if (isGone) {
    await step.setState({ secretRequest: { ...request, absent: true } });
    throw new WaitsForOthersError(
      keeperOf(step, request),
      `${title} ${inCluster(
        now,
      )} now, and the request that takes it out of Git was not merged. The portal looks once more whether it is made again.`,
      hosted?.url,
    );
  }
  return {
    isDone: false,
    message: `The change request ${
      hosted?.url ?? `in ${request.repository}`
    } was ${
      hosted
        ? `closed${hosted.endedBy ? ` by ${hosted.endedBy}` : ''}`
        : 'never opened, or removed'
    } without a merge. ${title} stays as it is; ask once more to open another request.`,
  };
}

function goneFor(
  now: SecretNow | undefined,
  step: StepContext,
  request: SecretRequest,
  hosted: HostedChange | undefined,
): Ended {
  return {
    isDone: true,
    message: `${titleOf(step, request)} ${
      now ? 'holds no AWS key any more' : 'is gone from the cluster'
    }${hosted ? `; ${hosted.url} asked for it` : ''}.`,
  };
}

function inCluster(now: SecretNow | undefined): string {
  return now ? 'holds no AWS key in the cluster' : 'is not in the cluster';
}

export function titleOf(
  { execution }: StepContext,
  { name }: SecretRequest,
): string {
  return `Secret ${execution.workload.namespace}/${name}`;
}
