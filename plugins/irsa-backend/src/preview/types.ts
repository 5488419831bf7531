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
  /** `objects`: a few that are there, when the identity may list them. */
  buckets: { name: string; prefixes: string[]; objects: string[] }[];
  probePrefix: string;
  maxExpirySeconds: number;
}

/** Presigned links by the static key and by the role, sent and compared. Links are kept in memory only. */
export interface PreviewService {
  /** Throws InputError (bucket not allowed, life too long, key outside the probe prefix for PUT), NotFoundError, NotAllowedError (too many). */
  create(request: PreviewRequest, by: string): Promise<Preview>;
  /** The link itself, while it lives and is known to this process; NotFoundError after. */
  reveal(previewId: string, linkId: string, by: string): Promise<RevealedLink>;
  suggestions(workloadId: string): Promise<PreviewSuggestions>;
}
