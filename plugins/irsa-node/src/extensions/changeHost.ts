import { createExtensionPoint } from '@backstage/backend-plugin-api';

/**
 * Why a host did not do what was asked.
 *
 * - `notFound`: no such repository, or the portal's credentials do not see it; hosts do not tell these two apart.
 * - `forbidden`: the credentials may not do this.
 * - `archived`: the repository is read only.
 * - `protected`: a rule of the branch refuses it.
 * - `changed`: what the act relied on is not so any more, for example the branch has moved on.
 * - `invalid`: the host refuses the request itself.
 * - `throttled`: too many requests; see `retryAfterSeconds`.
 * - `unreachable`: no answer, or an answer of 5xx.
 *
 * @public
 */
export type ChangeHostErrorKind =
  | 'notFound'
  | 'forbidden'
  | 'archived'
  | 'protected'
  | 'changed'
  | 'invalid'
  | 'throttled'
  | 'unreachable';

/**
 * Thrown by hosts. The message is for people and quotes neither credentials nor the host's answer.
 *
 * @public
 */
export class ChangeHostError extends Error {
  constructor(
    readonly kind: ChangeHostErrorKind,
    message: string,
    readonly details: {
      /** HTTP status; absent when there was no answer. */
      status?: number;
      retryAfterSeconds?: number;
      cause?: unknown;
    } = {},
  ) {
    super(message, { cause: details.cause });
    this.name = 'ChangeHostError';
  }
}

/**
 * What a repository is now.
 *
 * @public
 */
export interface RepositoryFacts {
  /** Where people read it; without credentials. */
  url: string;
  defaultBranch: string;
  archived: boolean;
  /** Whether branches and requests may be made; undefined when the host does not tell. */
  writable?: boolean;
}

/**
 * The text files below a folder at one commit.
 *
 * @public
 */
export interface RepositoryTree {
  /** The commit that was read, as a full SHA. */
  commit: string;
  /** Content by path from the root of the repository, such as `deploy/api.yaml`. */
  files: ReadonlyMap<string, string>;
  /** Paths that were not read, with the reason: too large, not text, over the limit of files. */
  notRead: ReadonlyMap<string, string>;
}

/**
 * A change request to be made or brought up to date.
 *
 * @public
 */
export interface ProposedChange {
  /** Names this request for good; part of its text, so that it is found again after a crash. Letters, digits and hyphens. */
  marker: string;
  /** Branch that gets the commit, such as `irsa/payments-api-1f2e`. */
  branch: string;
  /** Branch that it is to be merged into. */
  base: string;
  /** Commit of `base` on which the files were read. */
  baseCommit: string;
  /** New content by path; null deletes the file. */
  files: ReadonlyMap<string, string | null>;
  title: string;
  /** Markdown. */
  body: string;
  commitMessage: string;
  /** Made when the host has none of the name; left out where it refuses. */
  labels?: readonly string[];
  /** Users and teams of the host who are asked to look; those whom it does not know are left out. */
  reviewers?: readonly string[];
}

/**
 * A change request as the host has it now.
 *
 * @public
 */
export interface HostedChange {
  /** Of the host, such as `42`. */
  id: string;
  /** The page for people. */
  url: string;
  state: 'open' | 'merged' | 'closed';
  branch: string;
  base: string;
  /** Latest commit of the branch; absent when the branch is gone. */
  headCommit?: string;
  /** The commit that brought it into `base`; also of a squash or a rebase. */
  mergeCommit?: string;
  /** ISO 8601. */
  createdAt: string;
  mergedAt?: string;
  closedAt?: string;
  /** Name at the host of whoever merged or closed it. */
  endedBy?: string;
  /** The branch holds commits that the portal did not make. */
  editedByOthers: boolean;
  /** Why it cannot be merged at present, in the host's terms: conflicts, failing checks, missing approval. Undefined when not known. */
  blockedBy?: string;
}

/**
 * One repository, with the portal's credentials for it.
 *
 * @public
 */
export interface ChangeRepository {
  facts(): Promise<RepositoryFacts>;
  /** Commit at the end of a branch; nothing when there is no such branch. */
  head(branch: string): Promise<string | undefined>;
  /**
   * Text files below a folder (`''` is the root) at a commit. Limits are those of the host's settings.
   *
   * @param isWanted - by path from the root; others need not be read, and count for no limit. A host may read them all the same.
   */
  read(
    commit: string,
    folder: string,
    isWanted?: (path: string) => boolean,
  ): Promise<RepositoryTree>;
  /** The request with this marker, whatever its state, the newest first; nothing when there is none. */
  find(marker: string): Promise<HostedChange | undefined>;
  /**
   * Makes the branch, one commit and the request, or brings those of the same marker up to date. Safe to call again at any
   * point. Commits of others on the branch are never overwritten: `changed` is thrown.
   */
  propose(change: ProposedChange): Promise<HostedChange>;
  /** The request as it is now. */
  get(id: string): Promise<HostedChange>;
  /** Closes an open request with a comment and deletes its branch unless others have commits on it. Merged or closed ones stay as they are. */
  close(id: string, comment: string): Promise<HostedChange>;
  /**
   * Says something on a request, unless the same was said there before. Of a host without it, only the portal shows what whoever merges
   * has to know.
   */
  comment?(id: string, text: string): Promise<void>;
  /** Whether a commit is part of a branch, or of another commit. */
  contains(commit: string, within: string): Promise<boolean>;
}

/**
 * Where change requests are made, such as GitHub or a Git server of a company.
 *
 * @public
 */
export interface ChangeHost {
  /** For people, such as `github.example.com`. */
  name: string;
  /**
   * Annotations of users and groups in the catalog that hold their name at this host, such as `github.com/user-login`. Without
   * them, those that begin with the host's own name count: `git.example.com/user-login`.
   */
  reviewerAnnotations?: readonly string[];
  /**
   * The repository at a URL, when it is of this host; nothing otherwise. Decides by settings alone and sends no request. The
   * URL may have a path below the root (`/tree/main/deploy`) or end in `.git`.
   */
  repository(url: string): ChangeRepository | undefined;
}

/** @public */
export interface ChangeHostExtensionPoint {
  addChangeHost(host: ChangeHost): void;
}

/**
 * Adds hosts of change requests beside those of `integrations`, and before them.
 *
 * @public
 */
export const changeHostExtensionPoint =
  createExtensionPoint<ChangeHostExtensionPoint>({ id: 'irsa.change-hosts' });
