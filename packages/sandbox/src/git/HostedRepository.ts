import { Clock } from '../clock';
import { BareRepository, Signature, TreeEdit } from './BareRepository';

/** A change request of the sandbox's host. */
export interface HostedRequest {
  number: number;
  title: string;
  body: string;
  /** Login of whoever opened it. */
  author: string;
  branch: string;
  base: string;
  state: 'open' | 'closed';
  /** Latest commit of the branch; that of its end once the request is closed. */
  head: string;
  mergeCommit?: string;
  mergedBy?: MergeMethod;
  labels: string[];
  reviewers: string[];
  comments: { author: string; body: string; at: string }[];
  createdAt: string;
  updatedAt: string;
  mergedAt?: string;
  closedAt?: string;
  endedBy?: string;
}

export type MergeMethod = 'merge' | 'squash';

/** What the host refuses, in GitHub's words. */
export class Refusal extends Error {
  constructor(readonly status: number, message: string) {
    super(message);
    this.name = 'Refusal';
  }
}

/** A repository of the host: git objects, change requests, and what people do there. */
export class HostedRepository {
  archived = false;
  /** Branches, or beginnings of names that end in `*`, to which only merges of requests may write. */
  readonly protectedBranches = new Set<string>();
  readonly requests: HostedRequest[] = [];
  /** Of the whole repository; hosts such as Gitea number them from 1. */
  readonly labels: string[] = [];
  private readonly watchers = new Set<() => void>();

  constructor(
    readonly owner: string,
    readonly name: string,
    readonly git: BareRepository,
    private readonly clock: Clock,
    public defaultBranch: string,
  ) {}

  get fullName(): string {
    return `${this.owner}/${this.name}`;
  }

  /** Calls back after each change of a branch or a request. Returns a function that ends this. */
  onChange(callback: () => void): () => void {
    this.watchers.add(callback);
    return () => this.watchers.delete(callback);
  }

  changed(): void {
    this.watchers.forEach(callback => callback());
  }

  now(): string {
    return new Date(this.clock.now()).toISOString().replace(/\.\d+Z$/, 'Z');
  }

  isProtected(branch: string): boolean {
    return [...this.protectedBranches].some(pattern =>
      pattern.endsWith('*')
        ? branch.startsWith(pattern.slice(0, -1))
        : branch === pattern,
    );
  }

  request(number: number): HostedRequest {
    const found = this.requests.find(each => each.number === number);
    if (!found) {
      throw new Refusal(404, 'Not Found');
    }
    return found;
  }

  /** Open requests follow their branches; one whose branch is gone is closed, as at GitHub. */
  async refresh(): Promise<void> {
    for (const request of this.requests.filter(
      ({ state }) => state === 'open',
    )) {
      const head = await this.git.head(request.branch);
      if (head) {
        request.head = head;
      } else {
        this.end(request, 'ghost');
      }
    }
  }

  async open(
    author: string,
    wish: { title: string; body: string; branch: string; base: string },
  ): Promise<HostedRequest> {
    const { branch, base } = wish;
    const [head, onto] = [
      await this.git.head(branch),
      await this.git.head(base),
    ];
    if (!head || !onto) {
      throw new Refusal(422, `Validation Failed: ${head ? 'base' : 'head'}`);
    }
    if ((await this.git.commitsBetween(onto, head)).length === 0) {
      throw new Refusal(422, `No commits between ${base} and ${branch}`);
    }
    if (this.isOpenFor(wish)) {
      throw new Refusal(
        422,
        `A pull request already exists for ${this.owner}:${branch}.`,
      );
    }
    const request: HostedRequest = {
      ...wish,
      number: this.requests.length + 1,
      author,
      state: 'open',
      head,
      labels: [],
      reviewers: [],
      comments: [],
      createdAt: this.now(),
      updatedAt: this.now(),
    };
    this.requests.push(request);
    this.changed();
    return request;
  }

  /** Changes what is given of a request. Of title, text and base only texts count, as the body of a call may have anything. */
  async edit(
    request: HostedRequest,
    wish: {
      title: unknown;
      body: unknown;
      base: unknown;
      state?: HostedRequest['state'];
    },
    by: string,
  ): Promise<void> {
    if (wish.state === 'open') {
      await this.reopen(request);
    }
    if (typeof wish.base === 'string') {
      if (!(await this.git.head(wish.base))) {
        throw new Refusal(404, 'Not Found');
      }
      request.base = wish.base;
    }
    request.title = typeof wish.title === 'string' ? wish.title : request.title;
    request.body = typeof wish.body === 'string' ? wish.body : request.body;
    request.updatedAt = this.now();
    if (wish.state === 'closed') {
      this.close(request.number, by);
    }
    this.changed();
  }

  /** The ids of the commits of a request, oldest first as `git rev-list --reverse` has them. */
  async commitsOf({
    head,
    base,
    mergeCommit,
  }: HostedRequest): Promise<string[]> {
    const from = mergeCommit
      ? (await this.git.commit(mergeCommit))?.parents[0]
      : await this.git.head(base);
    if (!from) {
      throw new Refusal(404, 'Not Found');
    }
    return this.git.commitsBetween(from, head);
  }

  /** The commit of a request that can be merged; undefined when there are conflicts. */
  async mergedTree({ head, base }: HostedRequest): Promise<string | undefined> {
    const onto = await this.git.head(base);
    return onto && this.git.mergedTree(onto, head);
  }

  async merge(
    number: number,
    by: string,
    method: MergeMethod = 'merge',
  ): Promise<HostedRequest> {
    await this.refresh();
    const request = this.request(number);
    const onto = await this.git.head(request.base);
    const tree = await this.mergedTree(request);
    if (request.state !== 'open' || !onto || !tree) {
      throw new Refusal(405, 'Pull Request is not mergeable');
    }
    const commit = await this.git.createCommit({
      tree,
      parents: method === 'merge' ? [onto, request.head] : [onto],
      message:
        method === 'merge'
          ? `Merge pull request #${number} from ${this.owner}/${request.branch}\n\n${request.title}\n`
          : `${request.title} (#${number})\n`,
      author: this.signatureOf(by),
    });
    if (!(await this.git.moveBranch(request.base, onto, commit))) {
      throw new Refusal(
        409,
        'Base branch was modified. Review and try the merge again.',
      );
    }
    request.mergeCommit = commit;
    request.mergedBy = method;
    request.mergedAt = this.now();
    this.end(request, by);
    this.changed();
    return request;
  }

  /** What a request changes, as a unified diff. */
  async diffOf({ head, base, mergeCommit }: HostedRequest): Promise<string> {
    if (mergeCommit) {
      return this.git.diff(`${mergeCommit}^1`, mergeCommit);
    }
    const onto = await this.git.head(base);
    const from = onto && (await this.git.mergeBase(onto, head));
    return from ? this.git.diff(from, head) : '';
  }

  /** Closes a request without a merge. Closed ones stay as they are. */
  close(number: number, by: string): HostedRequest {
    const request = this.request(number);
    if (request.state === 'open') {
      this.end(request, by);
      this.changed();
    }
    return request;
  }

  /** Takes a merged request back, by a request of its own that is merged at once. */
  async revert(number: number, by: string): Promise<HostedRequest> {
    const request = this.request(number);
    const onto = await this.git.head(request.base);
    if (!request.mergeCommit || !onto) {
      throw new Refusal(422, 'Pull Request is not merged');
    }
    const branch = `revert-${number}-${request.branch}`;
    const back = await this.git.edits(
      request.mergeCommit,
      `${request.mergeCommit}^1`,
    );
    await this.push(branch, by, back, `Revert "${request.title}"`, onto);
    const made = await this.open(by, {
      title: `Revert "${request.title}"`,
      body: `Reverts ${this.fullName}#${number}`,
      branch,
      base: request.base,
    });
    return this.merge(made.number, by);
  }

  /** A commit on a branch by a person, who may do so though the branch is protected. The branch is made from `from`. */
  async push(
    branch: string,
    by: string,
    edits: readonly TreeEdit[],
    message: string,
    from?: string,
  ): Promise<string> {
    const before = await this.git.head(branch);
    const parent = before ?? from;
    const base = parent ? await this.git.commit(parent) : undefined;
    const commit = await this.git.createCommit({
      tree: await this.git.createTree(base?.tree, edits),
      parents: parent ? [parent] : [],
      message: `${message}\n`,
      author: this.signatureOf(by),
    });
    if (!(await this.git.moveBranch(branch, before, commit))) {
      throw new Refusal(409, 'The branch has moved');
    }
    this.changed();
    return commit;
  }

  /** Renames the default branch; open requests follow it, as at GitHub. */
  async renameDefaultBranch(name: string): Promise<void> {
    const before = this.defaultBranch;
    const head = await this.git.head(before);
    await this.git.moveBranch(name, undefined, head);
    await this.git.useAsHead(name);
    await this.git.moveBranch(before, head, undefined);
    this.defaultBranch = name;
    this.requests
      .filter(({ state, base }) => state === 'open' && base === before)
      .forEach(request => {
        request.base = name;
      });
    this.changed();
  }

  signatureOf(login: string): Signature {
    return {
      name: login,
      email: `${login}@users.noreply.git.example`,
      date: this.now(),
    };
  }

  private isOpenFor(wish: Pick<HostedRequest, 'branch' | 'base'>): boolean {
    return this.requests.some(
      ({ state, branch, base }) =>
        state === 'open' && branch === wish.branch && base === wish.base,
    );
  }

  /**
   * Opens a closed request again; an open one stays as it is. One that is merged, whose branch is gone, or beside which
   * another is open stays closed, as at GitHub.
   */
  private async reopen(request: HostedRequest): Promise<void> {
    await this.refresh();
    if (request.state === 'open') {
      return;
    }
    const refused = (why: string) =>
      new Refusal(422, `Validation Failed: state cannot be changed. ${why}`);
    if (request.mergedAt) {
      throw refused('The pull request is merged.');
    }
    const { branch } = request;
    const head = await this.git.head(branch);
    if (!head) {
      throw refused(`The ${branch} branch has been deleted.`);
    }
    if (this.isOpenFor(request)) {
      throw refused(
        `A pull request already exists for ${this.owner}:${branch}.`,
      );
    }
    request.state = 'open';
    request.head = head;
    request.closedAt = undefined;
    request.endedBy = undefined;
  }

  private end(request: HostedRequest, by: string): void {
    request.state = 'closed';
    request.closedAt = this.now();
    request.updatedAt = this.now();
    request.endedBy = by;
  }
}
