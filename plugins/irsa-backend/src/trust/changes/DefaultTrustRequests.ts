import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { ConflictError, InputError } from '@backstage/errors';
import {
  effectOfChange,
  RoleChangeRequest,
  RoleSourceForm,
  sourceFormOf,
  TrustEffect,
} from 'backstage-plugin-irsa-common';
import {
  ChangeImpossibleError,
  ChangeRepository,
  isRoleSource,
} from 'backstage-plugin-irsa-node';
import { AccountRegistry } from '../../accounts/types';
import { IrsaConfig } from '../../config/IrsaConfig';
import { pageLinks } from '../../config/pageLinks';
import { isChangeHostError } from '../../requests/isChangeHostError';
import { outwardHostError } from '../../requests/outwardHostError';
import { ChangeRepositories } from '../../requests/types';
import { writtenPlace } from '../../sources/writtenPlace';
import { RoleRef } from '../reviews/types';
import { RoleInView, TrustService } from '../types';
import { changedSource } from './changedSource';
import { refuseOther } from './ChangeWriter';
import { ownerOfRole } from './ownerOfRole';
import { provenProposal } from './provenProposal';
import { tagsNow } from './refuseOwned';
import { SourceRefusedError } from './SourceRefusedError';
import { trustRequestText } from './trustRequestText';
import { TrustRequestAsk, TrustRequests } from './types';
import { hashOf, readReason } from './words';

const FORMS: readonly RoleSourceForm[] = [
  'terraform',
  'cloudformation',
  'ack',
  'crossplane',
];
/** CloudFormation writes the name that a role has in its template. */
const LOGICAL_ID = 'aws:cloudformation:logical-id';
/** More requests than these are not opened for one policy. */
const MOST_ATTEMPTS = 20;

/** Opens change requests in the repositories that people name. Nothing is remembered here: the host knows its requests. */
export class DefaultTrustRequests implements TrustRequests {
  constructor(
    private readonly options: {
      trust: Pick<TrustService, 'look'>;
      accounts: Pick<AccountRegistry, 'get'>;
      repositories: ChangeRepositories;
      config: Pick<IrsaConfig, 'changeRequests' | 'portalUrl' | 'pagePath'>;
    },
  ) {}

  async open(
    ref: RoleRef,
    { policyHash, policy, reason, source }: TrustRequestAsk,
    actor: string,
  ): Promise<RoleChangeRequest> {
    const said = readReason(reason);
    const { accountId, roleName } = ref;
    const view = await this.options.trust.look(
      accountId,
      roleName,
      'now with clusters',
    );
    refuseOther(view, policyHash);
    const { forms, logicalId } = await this.sourceOf(ref);
    const { proposal, effect } = provenProposal(view, policy);
    const place = this.placeOf(source);
    try {
      const { base, commit } = await baseOf(place);
      const { files } = await place.repository.read(
        commit,
        place.folder,
        path => forms.some(form => isRoleSource(path, form)),
      );
      const edited = changedSource(
        [...files].map(([path, content]) => ({ path, content })),
        forms,
        {
          roleName,
          roleArn: view.role.arn,
          logicalId,
          before: JSON.stringify(view.policy),
          after: proposal.policy,
        },
      );
      refuseOtherEffect(view, edited.policy, proposal.policy, effect);
      const names = await nextNames(place.repository, ref, policyHash);
      const { state, url, branch } = await place.repository.propose({
        ...names,
        base,
        baseCommit: commit,
        files: new Map([[edited.path, edited.content]]),
        ...trustRequestText({
          roleArn: view.role.arn,
          rules: proposal.rules,
          effect,
          reason: said,
          actor,
          link: this.linkTo(ref),
        }),
        labels: this.options.config.changeRequests.labels,
        reviewers: this.options.config.changeRequests.reviewers,
      });
      return { state, url, branch, path: edited.path };
    } catch (error) {
      if (error instanceof ChangeImpossibleError) {
        throw new SourceRefusedError(error);
      }
      throw isChangeHostError(error) ? outwardHostError(error) : error;
    }
  }

  /** By the role's tags of now; every form where they name none. Throws ConflictError for roles that are kept in another way. */
  private async sourceOf({ accountId, roleName }: RoleRef): Promise<{
    forms: readonly RoleSourceForm[];
    logicalId?: string;
  }> {
    const tags = await tagsNow(this.options.accounts.get(accountId), roleName);
    const owner = ownerOfRole(tags);
    const form = owner === undefined ? undefined : sourceFormOf(owner);
    if (owner !== undefined && !form) {
      throw new ConflictError(
        `Change requests are opened for roles of Terraform, CloudFormation, ACK or Crossplane, and the tags of this one say that it is kept by ${owner}. Nothing was opened.`,
      );
    }
    return { forms: form ? [form] : FORMS, logicalId: tags[LOGICAL_ID] };
  }

  private placeOf(source: string) {
    const written = writtenPlace(source);
    if (!written?.url) {
      throw new InputError(
        'Write the address of the repository, or of a folder in it, as the browser shows it.',
      );
    }
    const { repositories } = this.options;
    const repository = repositories.repository(written.url);
    if (!repository) {
      throw new InputError(
        `No host of the portal knows this repository. Known: ${
          repositories.names().join(', ') || 'none'
        }.`,
      );
    }
    return {
      repository,
      folder: written.path ?? '',
      branch: written.revision === 'HEAD' ? undefined : written.revision,
    };
  }

  private linkTo(ref: RoleRef): string | undefined {
    const { portalUrl, pagePath } = this.options.config;
    return (
      portalUrl &&
      `${portalUrl.replace(/\/$/, '')}${pageLinks(pagePath).role(ref)}`
    );
  }
}

/** The edited source was read again: it has to let in those whom the proposal was shown to let in. Throws ConflictError. */
function refuseOtherEffect(
  { policy, context }: RoleInView,
  edited: string,
  proposed: string,
  effect: TrustEffect,
): void {
  const again = effectOfChange(policy, JSON.parse(edited), context);
  if (
    hashOf(edited) !== hashOf(proposed) ||
    !isDeepStrictEqual(again, effect)
  ) {
    throw new ConflictError(
      'The edited source does not say the proposed policy. Nothing was opened. Make the change by hand.',
    );
  }
}

/** Throws ConflictError where nothing can be proposed, and what the host throws. */
async function baseOf({
  repository,
  branch,
}: {
  repository: ChangeRepository;
  branch?: string;
}): Promise<{ base: string; commit: string }> {
  const { archived, writable, defaultBranch } = await repository.facts();
  if (archived || writable === false) {
    throw new ConflictError(
      `The portal cannot open a request there: the repository is ${
        archived
          ? 'archived'
          : 'only to be read with the credentials of the portal'
      }.`,
    );
  }
  const base = branch ?? defaultBranch;
  const commit = await repository.head(base);
  if (commit === undefined) {
    throw new ConflictError(
      `The repository has no branch ${base}; its default branch is ${defaultBranch}.`,
    );
  }
  return { base, commit };
}

/**
 * Of the open request for this policy of the role, which is brought up to date, or of the next one. Throws ConflictError where others have
 * commits on its branch, or too many were closed.
 */
async function nextNames(
  repository: ChangeRepository,
  { accountId, roleName }: RoleRef,
  policyHash: string,
): Promise<{ marker: string; branch: string }> {
  const short = createHash('sha256')
    .update(JSON.stringify([accountId, roleName, policyHash]))
    .digest('hex')
    .slice(0, 16);
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
    const marker = `irsa-trust-${short}-${attempt}`;
    const branch = `irsa/trust-${short.slice(0, 8)}-${attempt}`;
    const before = await repository.find(marker);
    if (before?.state === 'open' && before.editedByOthers) {
      throw new ConflictError(
        `Other people have commits on branch ${before.branch} of ${before.url}. The portal does not write over them: go on there, or close the request and open another one here.`,
      );
    }
    if (!before || before.state === 'open') {
      return { marker, branch };
    }
  }
  throw new ConflictError(
    `${MOST_ATTEMPTS} requests for this policy of the role were closed. Change the source by hand.`,
  );
}
