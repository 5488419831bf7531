import { HostedChange, RepositoryFacts } from 'backstage-plugin-irsa-node';
import { ChangeRequestSettings } from '../../../config/IrsaConfig';
import { ListedFile } from '../textFiles';
import { TreeEntry } from './gitObjects';

/** A commit as lists have it. */
export interface ListedCommit {
  sha: string;
  parents: string[];
  message: string;
  /** Absent where the host does not tell; the listing of the root stands for it then. */
  tree?: string;
}

/** What becomes of a file. */
export interface FileEdit {
  path: string;
  /** Null deletes it. */
  content: Buffer | null;
  /** The object that is there now; absent when there is none. The host must refuse the edit where it is another. */
  before?: string;
}

export interface CommitWish {
  branch: string;
  /** End of the branch, as it was read. */
  tip: string;
  message: string;
  edits: readonly FileEdit[];
  author: ChangeRequestSettings['author'];
}

/** A request with what is needed to find it again and bring it up to date. */
export interface HostRequest extends Omit<HostedChange, 'editedByOthers'> {
  title: string;
  body: string;
  /** Comes from a repository of its own: anybody may open one of those. */
  isForeign: boolean;
  labels: string[];
  /** Names of whoever is asked to look or has looked. */
  reviewers: string[];
}

export interface RequestTexts {
  title: string;
  body: string;
  base: string;
}

/**
 * The REST calls of one repository at a host that commits by files, such as GitLab and Gitea. Every failure is a
 * ChangeHostError. What is not there is undefined only where that is said.
 */
export interface HostApi {
  /** For people. */
  title: string;
  /** Where its credentials are, such as `integrations.gitlab`. */
  settings: string;
  facts(): Promise<RepositoryFacts>;
  /** Undefined when there is no such branch in a repository that is there. */
  head(branch: string): Promise<string | undefined>;
  commit(sha: string): Promise<ListedCommit>;
  /** Commits of `to` that `from` does not have; `complete` is false when the host lists only a part. */
  commitsBetween(
    from: string,
    to: string,
  ): Promise<{ commits: ListedCommit[]; complete: boolean }>;
  /** What lies directly in a folder; undefined when there is none. */
  folder(commit: string, path: string): Promise<TreeEntry[] | undefined>;
  /** All files below a folder. */
  files(
    commit: string,
    folder: string,
  ): Promise<{ files: ListedFile[]; complete: boolean }>;
  /** Undefined when it is larger than `limit` bytes. */
  blob(sha: string, limit: number): Promise<Buffer | undefined>;
  createBranch(branch: string, commit: string): Promise<void>;
  deleteBranch(branch: string): Promise<void>;
  /** Adds one commit to the end of a branch. */
  commitFiles(wish: CommitWish): Promise<void>;
  /** A page (from 1) of requests of any state, the newest first; the last page is shorter than `size`. */
  requests(page: number): Promise<{ requests: HostRequest[]; size: number }>;
  /** Requests of any state from a branch, the newest first. */
  requestsOf(branch: string): Promise<HostRequest[]>;
  request(id: string): Promise<HostRequest>;
  commitsOf(
    id: string,
  ): Promise<{ commits: ListedCommit[]; complete: boolean }>;
  createRequest(branch: string, texts: RequestTexts): Promise<HostRequest>;
  updateRequest(id: string, texts: RequestTexts): Promise<void>;
  closeRequest(id: string): Promise<void>;
  comments(id: string): Promise<string[]>;
  addComment(id: string, body: string): Promise<void>;
  addLabels(id: string, labels: string[]): Promise<void>;
  askReviewer(request: HostRequest, reviewer: string): Promise<void>;
}
