import { InputError } from '@backstage/errors';
import { AccountCoverage, Role } from 'backstage-plugin-irsa-common';
import {
  ReviewedTrust,
  trustToCsv,
  trustToSarif,
} from 'backstage-plugin-irsa-node';
import { forEachLimited } from '../../shared/forEachLimited';
import { policyHash, sha256 } from '../policyHash';
import { RoleRef, TrustReviewService } from '../reviews/types';
import { TrustService } from '../types';
import { archive } from './archive';
import {
  EVIDENCE_VERSION,
  evidenceFiles,
  reviewedTrust,
} from './evidenceFiles';
import { maskKeyIds } from './maskKeyIds';
import {
  Making,
  RoleEvidence,
  TrustExportFormat,
  TrustExports,
  TrustFile,
} from './types';

/** Each role of a ZIP is read from IAM itself, some calls a second. */
const ZIP_LIMIT = 100;
/** A SARIF log is made in memory, and its readers accept even fewer. */
const LIST_LIMIT = 20_000;
const AT_ONCE = 4;

export class DefaultTrustExports implements TrustExports {
  constructor(
    private readonly options: {
      trust: Pick<TrustService, 'look'>;
      reviews: Pick<TrustReviewService, 'of'>;
    },
  ) {}

  async evidence(
    ref: RoleRef,
    by: string,
  ): Promise<TrustFile & { policyHash: string }> {
    const evidence = await this.read(ref);
    const making = makingOf(by);
    const { accountId, roleName } = ref;
    return {
      ...zip(
        evidenceFiles(evidence, making),
        `trust-evidence-${accountId}-${roleName}`,
        making,
      ),
      policyHash: policyHash(evidence.view.policy),
    };
  }

  async list(
    format: TrustExportFormat,
    listed: { items: Role[]; accounts: AccountCoverage[] },
    by: string,
  ): Promise<TrustFile> {
    const { items, accounts } = listed;
    const making = makingOf(by);
    const limit = format === 'zip' ? ZIP_LIMIT : LIST_LIMIT;
    if (items.length > limit) {
      throw new InputError(
        `${
          items.length
        } roles match, and this format holds ${limit}. Narrow the filter, or take ${
          format === 'zip' ? 'CSV or SARIF' : 'the roles in parts'
        }.`,
      );
    }
    const unread = accounts.filter(({ state }) => state !== 'ok');
    if (format === 'zip') {
      return this.archiveOf(items, unread, making);
    }
    const reviewed = await this.reviewedOf(items);
    const missing = unread.map(({ accountId, state, message }) => ({
      accountId,
      message: message ?? state,
    }));
    return format === 'csv'
      ? file(
          trustToCsv(reviewed, { withReviews: true, unread: missing }),
          'text/csv; charset=utf-8',
          'csv',
          making,
        )
      : file(
          trustToSarif(reviewed, {
            version: EVIDENCE_VERSION,
            complete: unread.every(({ state }) => state === 'partial'),
            notes: missing.map(
              ({ accountId, message }) =>
                `Account ${accountId} was not read whole: ${message}`,
            ),
          }),
          'application/sarif+json',
          'sarif',
          making,
        );
  }

  private async archiveOf(
    items: Role[],
    unread: AccountCoverage[],
    making: Making,
  ): Promise<TrustFile> {
    const files: Record<string, string> = {
      'coverage.json': `${JSON.stringify({ notReadWhole: unread }, null, 2)}\n`,
    };
    await forEachLimited(items, AT_ONCE, async ({ accountId, name }) => {
      const evidence = await this.read({ accountId, roleName: name });
      const folder = `${accountId}/${folderName(name)}`;
      for (const [each, text] of Object.entries(
        evidenceFiles(evidence, making),
      )) {
        files[`${folder}/${each}`] = text;
      }
    });
    return zip(files, 'trust-evidence', making);
  }

  private async read({ accountId, roleName }: RoleRef): Promise<RoleEvidence> {
    const { trust, reviews } = this.options;
    const view = await trust.look(accountId, roleName, 'now if possible');
    return { view, review: await reviews.of(view) };
  }

  /** As the list has them, with the evidence of their findings. */
  private async reviewedOf(items: Role[]): Promise<ReviewedTrust[]> {
    const reviewed: ReviewedTrust[] = [];
    for (const { accountId, name, review } of items) {
      const view = await this.options.trust.look(accountId, name, 'lately');
      reviewed.push(reviewedTrust(view, review));
      // Thousands of roles are no reason to let other requests wait.
      if (reviewed.length % AT_ONCE === 0) {
        await new Promise(resolve => setImmediate(resolve));
      }
    }
    return reviewed;
  }
}

function makingOf(by: string): Making {
  return { by, at: new Date().toISOString() };
}

function zip(
  files: Record<string, string>,
  name: string,
  { at }: Making,
): TrustFile {
  const data = archive(files, at);
  return {
    contentType: 'application/zip',
    fileName: `${name}-${at.slice(0, 10)}.zip`,
    data,
    sha256: sha256(data),
  };
}

function file(
  text: string,
  contentType: string,
  extension: string,
  { at }: Making,
): TrustFile {
  const data = Buffer.from(maskKeyIds(text));
  return {
    contentType,
    fileName: `trust-review-${at.slice(0, 10)}.${extension}`,
    data,
    sha256: sha256(data),
  };
}

/** IAM allows a role to be called `..`, which would lead out of the folder where somebody unpacks the file. */
function folderName(roleName: string): string {
  return roleName.replace(/^\.+/, dots => '_'.repeat(dots.length));
}
