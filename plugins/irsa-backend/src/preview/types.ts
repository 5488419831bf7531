import {
  Preview,
  PreviewMethod,
  PreviewRequest,
} from 'backstage-plugin-irsa-common';

export interface RevealedLink {
  url: string;
  method: PreviewMethod;
  expiresAt: string;
}

export interface PreviewSuggestions {
  /** `objects`: a few existing ones, if the identity may list them. */
  buckets: { name: string; prefixes: string[]; objects: string[] }[];
  probePrefix: string;
  maxExpirySeconds: number;
}

/**
 * Makes presigned links with the static key and with the role, sends the requests, and compares the answers. Links are
 * only kept in memory.
 */
export interface PreviewService {
  /** Throws InputError (bucket not allowed, life too long, key outside the probe prefix for PUT), NotFoundError, NotAllowedError (too many). */
  create(request: PreviewRequest, by: string): Promise<Preview>;
  /** The link itself, until it expires and while this process knows it. Throws NotFoundError afterwards. */
  reveal(previewId: string, linkId: string, by: string): Promise<RevealedLink>;
  suggestions(workloadId: string): Promise<PreviewSuggestions>;
}
