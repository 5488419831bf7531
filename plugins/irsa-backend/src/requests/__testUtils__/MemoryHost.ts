import {
  ChangeHost,
  ChangeHostError,
  ChangeRepository,
  HostedChange,
  ProposedChange,
  RepositoryFacts,
  RepositoryTree,
} from 'backstage-plugin-irsa-node';

type Files = ReadonlyMap<string, string>;
interface Commit {
  files: Files;
  parents: string[];
  byPortal: boolean;
}
type Request = Omit<HostedChange, 'editedByOthers' | 'headCommit'> & {
  marker: string;
  title: string;
  body: string;
  comments: string[];
} & Pick<ProposedChange, 'labels' | 'reviewers'>;

/** A host of a company, as a module of a portal may add it: one repository with branches, commits and requests, in memory. */
export class MemoryHost implements ChangeHost, ChangeRepository {
  readonly name = 'git.example.com';
  readonly reviewerAnnotations = ['git.example.com/team'];
  readonly requests: Request[] = [];
  /** Thrown by every call while it is set. */
  fault?: ChangeHostError;
  /** Called after a merge, as a webhook is. */
  onMerge?: () => void;
  archived = false;
  writable = true;
  blockedBy?: string;
  private readonly commits = new Map<string, Commit>();
  private readonly branches = new Map<string, string>();

  constructor(readonly url: string, files: Record<string, string>) {
    this.branches.set(
      'main',
      this.add(new Map(Object.entries(files)), [], false),
    );
  }

  repository(url: string): ChangeRepository | undefined {
    return url === this.url ? this : undefined;
  }

  annotationsOf(): string[] {
    return this.reviewerAnnotations;
  }

  names(): string[] {
    return [this.name];
  }

  async facts(): Promise<RepositoryFacts> {
    this.check();
    const { url, archived, writable } = this;
    return { url, defaultBranch: 'main', archived, writable };
  }

  async head(branch: string): Promise<string | undefined> {
    this.check();
    return this.branches.get(branch);
  }

  async read(commit: string, folder: string): Promise<RepositoryTree> {
    this.check();
    return {
      commit,
      files: new Map(
        [...this.commits.get(commit)!.files].filter(
          ([path]) => folder === '' || path.startsWith(`${folder}/`),
        ),
      ),
      notRead: new Map(),
    };
  }

  async find(marker: string): Promise<HostedChange | undefined> {
    this.check();
    const found = this.requests.filter(each => each.marker === marker).at(-1);
    return found && this.hosted(found);
  }

  async propose(change: ProposedChange): Promise<HostedChange> {
    this.check();
    const known = this.requests.find(
      ({ marker, state }) => marker === change.marker && state === 'open',
    );
    const at = this.branches.get(change.branch);
    if (at && !this.commits.get(at)!.byPortal) {
      throw new ChangeHostError(
        'changed',
        `Others have commits on ${change.branch}.`,
      );
    }
    const files = new Map(this.commits.get(change.baseCommit)!.files);
    change.files.forEach((content, path) =>
      content === null ? files.delete(path) : files.set(path, content),
    );
    this.branches.set(
      change.branch,
      this.add(files, [change.baseCommit], true),
    );
    if (known) {
      Object.assign(known, { title: change.title, body: change.body });
      return this.hosted(known);
    }
    const id = String(this.requests.length + 1);
    this.requests.push({
      id,
      url: `${this.url}/pull/${id}`,
      state: 'open',
      branch: change.branch,
      base: change.base,
      createdAt: new Date().toISOString(),
      marker: change.marker,
      title: change.title,
      body: change.body,
      comments: [],
      labels: change.labels,
      reviewers: change.reviewers,
    });
    return this.hosted(this.requests.at(-1)!);
  }

  async get(id: string): Promise<HostedChange> {
    this.check();
    return this.hosted(this.byId(id));
  }

  async close(id: string, comment: string): Promise<HostedChange> {
    this.check();
    const request = this.byId(id);
    if (request.state === 'open') {
      request.comments.push(comment);
      Object.assign(request, { state: 'closed', endedBy: 'portal' });
      this.branches.delete(request.branch);
    }
    return this.hosted(request);
  }

  async comment(id: string, text: string): Promise<void> {
    this.check();
    const { comments } = this.byId(id);
    if (!comments.includes(text)) {
      comments.push(text);
    }
  }

  async contains(commit: string, within: string): Promise<boolean> {
    this.check();
    const seen = new Set<string>();
    const climb = (at: string | undefined): boolean => {
      if (at === undefined || seen.has(at)) {
        return false;
      }
      seen.add(at);
      return at === commit || (this.commits.get(at)?.parents ?? []).some(climb);
    };
    return climb(this.branches.get(within) ?? within);
  }

  // What people do at the host's page.

  /** The files at the end of a branch. */
  files(branch = 'main'): Files {
    return this.commits.get(this.branches.get(branch)!)!.files;
  }

  /** Somebody else writes to a branch. Returns the commit. */
  push(files: Record<string, string>, branch = 'main'): string {
    const at = this.branches.get(branch)!;
    const all = new Map([
      ...this.commits.get(at)!.files,
      ...Object.entries(files),
    ]);
    const commit = this.add(all, [at], false);
    this.branches.set(branch, commit);
    return commit;
  }

  /** Merges a request: its changes of files onto what the base is now. */
  merge(id: string): string {
    const request = this.byId(id);
    const head = this.branches.get(request.branch)!;
    const theirs = this.commits.get(head)!;
    const origin = this.commits.get(this.forkOf(head))!;
    const base = this.branches.get(request.base)!;
    const files = new Map(this.commits.get(base)!.files);
    for (const [path, content] of theirs.files) {
      if (origin.files.get(path) !== content) {
        files.set(path, content);
      }
    }
    for (const path of origin.files.keys()) {
      if (!theirs.files.has(path)) {
        files.delete(path);
      }
    }
    const mergeCommit = this.add(files, [base, head], false);
    this.branches.set(request.base, mergeCommit);
    this.branches.delete(request.branch);
    Object.assign(request, {
      state: 'merged',
      mergeCommit,
      mergedAt: new Date().toISOString(),
      endedBy: 'mona',
    });
    this.onMerge?.();
    return mergeCommit;
  }

  /** Somebody closes a request. */
  closeBy(id: string, who: string): void {
    Object.assign(this.byId(id), { state: 'closed', endedBy: who });
  }

  /** Somebody opens a closed request again. */
  reopen(id: string): void {
    Object.assign(this.byId(id), { state: 'open', endedBy: undefined });
  }

  private forkOf(commit: string): string {
    let at = commit;
    for (;;) {
      const { parents } = this.commits.get(at)!;
      const onBase = [...this.commits.keys()].indexOf(parents[0]);
      at = parents[0];
      if (onBase < 0 || !this.isOfBranch(at)) {
        return at;
      }
    }
  }

  /** Whether a commit was made on a branch of a request, and not on the base. */
  private isOfBranch(commit: string): boolean {
    return this.commits.get(commit)!.byPortal;
  }

  private byId(id: string): Request {
    const found = this.requests.find(each => each.id === id);
    if (!found) {
      throw new ChangeHostError('notFound', `There is no request ${id}.`);
    }
    return found;
  }

  private hosted({
    marker,
    title,
    body,
    comments,
    ...request
  }: Request): HostedChange {
    const headCommit = this.branches.get(request.branch);
    return {
      ...request,
      headCommit,
      editedByOthers:
        headCommit !== undefined && !this.commits.get(headCommit)!.byPortal,
      ...(request.state === 'open' && this.blockedBy
        ? { blockedBy: this.blockedBy }
        : {}),
    };
  }

  private add(files: Files, parents: string[], byPortal: boolean): string {
    const id = String(this.commits.size + 1).padStart(40, '0');
    this.commits.set(id, { files, parents, byPortal });
    return id;
  }

  private check(): void {
    if (this.fault) {
      throw this.fault;
    }
  }
}
