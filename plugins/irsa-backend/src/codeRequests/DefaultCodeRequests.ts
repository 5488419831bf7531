import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  CodeDifference,
  CodeRequest,
  Workload,
  WorkloadRef,
} from 'backstage-plugin-irsa-common';
import {
  ChangeHostError,
  ChangeRepository,
  HostedChange,
  isSourceText,
  RepositoryTree,
} from 'backstage-plugin-irsa-node';
import { IrsaConfig } from '../config/IrsaConfig';
import { pageLinks } from '../config/pageLinks';
import { Inventory } from '../inventory/types';
import { isChangeHostError } from '../requests/isChangeHostError';
import { ownerReviewers } from '../requests/ownerReviewers';
import { ChangeRepositories } from '../requests/types';
import { scrub } from '../shared/scrub';
import { catalogSource } from '../sources/catalogSource';
import { writtenPlace } from '../sources/writtenPlace';
import { CodeRequestError, outwardError } from './CodeRequestError';
import { CodeRequestStore } from './CodeRequestStore';
import { composePatch, ProvenPatch } from './composePatch';
import { differenceOf } from './difference';
import { codeRequestNames, SourceFolder, sourceId } from './names';
import { readRuns } from './runs';
import { codeText } from './text';
import { CodeRequests } from './types';

/** How often the branch may move while the request is made. */
const TRIES = 3;
/** More requests than these were never opened for one source. */
const MOST_ATTEMPTS = 50;
/** A plan waits no longer for the host. */
const PLAN_WAITS_MS = 10_000;

export interface DefaultCodeRequestsOptions {
  store: CodeRequestStore;
  inventory: Pick<Inventory, 'get'>;
  repositories: ChangeRepositories;
  config: Pick<IrsaConfig, 'changeRequests' | 'portalUrl' | 'pagePath'>;
  catalog: CatalogService;
  auth: AuthService;
  logger: LoggerService;
}

interface Place {
  source: SourceFolder;
  repository: ChangeRepository;
  workload: Workload;
}

/** What there is at the host, and the number that comes next. */
interface Found {
  request?: HostedChange;
  /** Of the open request, or of the next one. */
  attempt: number;
}

/** Opens the requests, and asks the host what became of them: nothing of that is remembered. */
export class DefaultCodeRequests implements CodeRequests {
  /** Differences that are being made, by their sources: who asks meanwhile gets the same one, for a whole repository is read for it. */
  private readonly looking = new Map<string, Promise<CodeDifference>>();

  constructor(private readonly options: DefaultCodeRequestsOptions) {}

  async get(ref: WorkloadRef): Promise<CodeRequest> {
    const asOf = new Date().toISOString();
    let place: Place;
    try {
      place = await this.placeOf(ref);
    } catch (error) {
      if (!(error instanceof CodeRequestError)) {
        throw error;
      }
      const { refusal, message } = error;
      return { state: 'notKnown', refusal, reason: message, asOf };
    }
    const repository = place.source.url;
    try {
      const { request } = await this.find(place);
      return { ...(await this.shown(place, request)), repository, asOf };
    } catch (error) {
      if (!isChangeHostError(error)) {
        throw error;
      }
      const reason = scrub(error.message);
      return { state: 'notKnown', reason, repository, asOf };
    }
  }

  async known(
    ref: WorkloadRef,
    isWanted: boolean,
  ): Promise<CodeRequest | undefined> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<CodeRequest>(resolve => {
      timer = setTimeout(
        () => resolve(notKnown('Its host has not answered yet.')),
        PLAN_WAITS_MS,
      );
    });
    try {
      return await Promise.race([this.knownNow(ref, isWanted), late]);
    } catch (error) {
      this.options.logger.warn(
        `The change request of the source of ${ref.kind} ${ref.namespace}/${
          ref.name
        } could not be looked for (${(error as Error).name})`,
      );
      return notKnown('It could not be looked for.');
    } finally {
      clearTimeout(timer);
    }
  }

  async difference(ref: WorkloadRef): Promise<CodeDifference> {
    const place = await this.placeOf(ref);
    const id = sourceId(place.source);
    const looking =
      this.looking.get(id) ??
      this.look(place).finally(() => this.looking.delete(id));
    this.looking.set(id, looking);
    return looking;
  }

  private async look(place: Place): Promise<CodeDifference> {
    try {
      const { base, commit, tree, patch } = await composed(place);
      return {
        repository: place.source.url,
        base,
        baseCommit: commit,
        ...differenceOf(tree, patch),
        asOf: new Date().toISOString(),
      };
    } catch (error) {
      throw isChangeHostError(error) ? outwardError(error) : error;
    }
  }

  async open(ref: WorkloadRef, digest?: string): Promise<CodeRequest> {
    const place = await this.placeOf(ref);
    const release = await this.options.store.take(sourceId(place.source));
    try {
      const request = await this.propose(place, digest);
      return {
        ...(await this.shown(place, request)),
        repository: place.source.url,
        asOf: new Date().toISOString(),
      };
    } catch (error) {
      throw isChangeHostError(error) ? outwardError(error) : error;
    } finally {
      await release();
    }
  }

  private async knownNow(
    ref: WorkloadRef,
    isWanted: boolean,
  ): Promise<CodeRequest | undefined> {
    if (!isWanted) {
      const { entityRef } = await this.options.inventory.get(ref);
      const source = await this.sourceOf(entityRef).catch(() => undefined);
      if (
        !source ||
        (await this.options.store.attempt(sourceId(source))) === undefined
      ) {
        return undefined;
      }
    }
    return this.get(ref);
  }

  /** Throws CodeRequestError, and NotFoundError when there is no such workload. */
  private async placeOf(ref: WorkloadRef): Promise<Place> {
    const workload = await this.options.inventory.get(ref);
    const source = await this.sourceOf(workload.entityRef);
    const { repositories } = this.options;
    const repository = repositories.repository(source.url);
    if (!repository) {
      const names = repositories.names();
      throw new CodeRequestError(
        'hostUnknown',
        `No host of the portal knows ${source.url} (${
          names.length > 0 ? `known: ${names.join(', ')}` : 'none is set up'
        }). Add it to integrations, or run irsa-audit fix --code PATH in a checkout.`,
      );
    }
    return { workload, source, repository };
  }

  private async sourceOf(entityRef: string | undefined): Promise<SourceFolder> {
    const said = await catalogSource(entityRef, this.options);
    if (!said) {
      throw new CodeRequestError(
        'sourceUnknown',
        'No catalog entity is linked to this workload, so its source is not known. Add the annotation backstage.io/kubernetes-id or a label selector to the entity.',
      );
    }
    if (said.url === undefined) {
      throw new CodeRequestError('sourceUnknown', said.reason);
    }
    const written = writtenPlace(said.url);
    if (!written?.url) {
      throw new CodeRequestError(
        'sourceUnknown',
        `The address of the source of ${said.entityRef} is not one of a repository. Set backstage.io/source-location to url:https://…`,
      );
    }
    const { url, path = '', revision } = written;
    return {
      url,
      folder: path,
      entityRef: said.entityRef,
      ...(revision && revision !== 'HEAD' ? { branch: revision } : {}),
    };
  }

  /** The open request, or else the newest that has ended. Throws ChangeHostError. */
  private async find({ source, repository }: Place): Promise<Found> {
    const last = await this.options.store.attempt(sourceId(source));
    let request: HostedChange | undefined;
    // The one of the last number may never have come to be: then the one before tells.
    const first = Math.max(1, (last ?? 1) - 1);
    for (let attempt = first; attempt <= MOST_ATTEMPTS; attempt += 1) {
      const found = await repository.find(
        codeRequestNames(source, attempt).marker,
      );
      if (!found && attempt >= (last ?? 1)) {
        return { request, attempt };
      }
      if (!found) {
        continue;
      }
      request = found;
      if (found.state === 'open') {
        return { request, attempt };
      }
    }
    return { request, attempt: MOST_ATTEMPTS + 1 };
  }

  private async propose(place: Place, digest?: string): Promise<HostedChange> {
    const { source, repository, workload } = place;
    const { store, repositories, config } = this.options;
    const { request: before, attempt } = await this.find(place);
    if (before?.state === 'open' && before.editedByOthers) {
      throw new CodeRequestError(
        'editedByOthers',
        `Other people have commits on branch ${before.branch} of ${before.url}. The portal does not write over them: go on there, or close the request and open another one here.`,
      );
    }
    const name = source.folder || source.url.replace(/^.*\//, '');
    const reviewers = await ownerReviewers(
      workload.ownerRef,
      repositories.annotationsOf(source.url),
      this.options,
    );
    for (let left = TRIES - 1; ; left -= 1) {
      const { base, commit, tree, patch } = await composed(place).catch(
        error => {
          throw noLongerNeeded(error, before);
        },
      );
      if (digest !== undefined && digest !== differenceOf(tree, patch).digest) {
        throw new CodeRequestError(
          'changed',
          'The source has changed since its difference was shown, so nothing was written. Look at the new difference, then try again.',
        );
      }
      await store.begin(sourceId(source), attempt);
      try {
        return await repository.propose({
          ...codeRequestNames(source, attempt),
          base,
          baseCommit: commit,
          files: patch.texts,
          ...codeText(patch, name, this.linkTo(workload)),
          labels: config.changeRequests.labels,
          reviewers: [
            ...new Set([
              ...(config.changeRequests.reviewers ?? []),
              ...reviewers,
            ]),
          ],
        });
      } catch (error) {
        if (!isMoved(error) || left === 0) {
          throw error;
        }
      }
    }
  }

  private linkTo(workload: Workload): string | undefined {
    const { portalUrl, pagePath } = this.options.config;
    return (
      portalUrl &&
      `${portalUrl.replace(/\/$/, '')}${pageLinks(pagePath).workload(workload)}`
    );
  }

  private async shown(
    { repository, workload }: Place,
    request: HostedChange | undefined,
  ): Promise<Omit<CodeRequest, 'asOf'>> {
    if (!request) {
      return { state: 'none' };
    }
    const { state, url, base, createdAt, endedBy, editedByOthers, blockedBy } =
      request;
    const endedAt = request.mergedAt ?? request.closedAt;
    return {
      state,
      url,
      base,
      createdAt,
      editedByOthers,
      ...(endedAt && { endedAt }),
      ...(endedBy && { endedBy }),
      ...(blockedBy && { blockedBy }),
      ...(state === 'merged' && {
        runs: await readRuns(repository, request.mergeCommit, workload.image),
      }),
    };
  }
}

/** What a request would hold as the source is now. Throws CodeRequestError and ChangeHostError. */
async function composed(place: Place): Promise<{
  base: string;
  commit: string;
  tree: RepositoryTree;
  patch: ProvenPatch;
}> {
  const { base, commit } = await baseOf(place);
  const tree = await place.repository.read(commit, '', isSourceText);
  const patch = await composePatch(tree, place.source.folder);
  return { base, commit, tree, patch };
}

/** The branch that the request is to be merged into, and its commit of now. Throws CodeRequestError and ChangeHostError. */
async function baseOf({
  source,
  repository,
}: Place): Promise<{ base: string; commit: string }> {
  const { archived, writable, defaultBranch } = await repository.facts();
  if (archived) {
    throw new CodeRequestError(
      'archived',
      `${source.url} is archived, so nothing can be proposed there. Unarchive it, or let backstage.io/source-location of ${source.entityRef} name the repository that the service is built from.`,
    );
  }
  if (writable === false) {
    throw new CodeRequestError(
      'forbidden',
      `The portal may read ${source.url} but not write. Give its credentials in integrations the right to push branches and open requests there.`,
    );
  }
  const base = source.branch ?? defaultBranch;
  const commit = await repository.head(base);
  if (commit === undefined) {
    throw new CodeRequestError(
      'branchGone',
      `${source.url} has no branch ${base}; its default branch is ${defaultBranch}. Let backstage.io/source-location of ${source.entityRef} name the branch that the service is built from.`,
    );
  }
  return { base, commit };
}

function isMoved(error: unknown): error is ChangeHostError {
  return isChangeHostError(error) && error.kind === 'changed';
}

/** What is left of a request whose source has been changed in another way. */
function noLongerNeeded(
  error: unknown,
  before: HostedChange | undefined,
): unknown {
  return error instanceof CodeRequestError &&
    error.refusal === 'nothingToChange' &&
    before?.state === 'open'
    ? new CodeRequestError(
        'nothingToChange',
        `${error.message} The change request ${before.url} is not needed any more: close it there.`,
      )
    : error;
}

function notKnown(reason: string): CodeRequest {
  return { state: 'notKnown', reason, asOf: new Date().toISOString() };
}
