import { randomUUID } from 'node:crypto';
import { NotFoundError } from '@backstage/errors';
import { WorkloadRef } from 'backstage-plugin-irsa-common';
import { RevealedLink } from './types';

const MAX_LINKS = 500;

/** For whom and for what links were signed. */
export interface PreviewOf {
  previewId: string;
  /** Who asked for it. */
  by: string;
  workload: WorkloadRef;
}

/**
 * Signed links, kept only in the memory of this process until they expire. The oldest are dropped first when there are
 * too many.
 */
export class LinkVault {
  private readonly links = new Map<string, RevealedLink & PreviewOf>();

  constructor(private readonly now: () => number) {}

  /** Returns the id of the link. */
  keep(preview: PreviewOf, link: RevealedLink): string {
    this.forgetEnded();
    for (const id of this.links.keys()) {
      if (this.links.size < MAX_LINKS) {
        break;
      }
      this.links.delete(id);
    }
    const linkId = randomUUID();
    this.links.set(linkId, { ...link, ...preview });
    return linkId;
  }

  /** Only for the user who requested the preview. */
  reveal(
    previewId: string,
    linkId: string,
    by: string,
  ): { link: RevealedLink; workload: WorkloadRef } {
    this.forgetEnded();
    const found = this.links.get(linkId);
    if (!found || found.previewId !== previewId || found.by !== by) {
      throw new NotFoundError(
        'This link has ended, was signed for someone else, or by another process of the portal. Sign again.',
      );
    }
    const { url, method, expiresAt, workload } = found;
    return { link: { url, method, expiresAt }, workload };
  }

  private forgetEnded(): void {
    const now = this.now();
    for (const [id, { expiresAt }] of this.links) {
      if (Date.parse(expiresAt) <= now) {
        this.links.delete(id);
      }
    }
  }
}
