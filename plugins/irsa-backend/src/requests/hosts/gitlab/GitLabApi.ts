import { CommitSchema } from '@gitbeaker/rest';
import { ChangeHostError, RepositoryFacts } from 'backstage-plugin-irsa-node';
import { ListedFile } from '../textFiles';
import { undefinedWhere404 } from '../files/callHost';
import { TreeEntry } from '../files/gitObjects';
import {
  CommitWish,
  FileEdit,
  HostApi,
  HostRequest,
  ListedCommit,
  RequestTexts,
} from '../files/HostApi';
import { GitLabClient } from './GitLabClient';
import { hostRequest, ListedRequest } from './hostRequest';

const PAGE_SIZE = 100;
/** Pages of a list of files or comments. */
const PAGES = 100;
/** GitLab's level of a developer, who may push and open requests. */
const DEVELOPER = 30;

/** A project of GitLab. */
export class GitLabApi implements HostApi {
  readonly title: string;
  readonly settings: string;

  constructor(private readonly client: GitLabClient) {
    this.title = client.asked.title;
    this.settings = client.asked.settings;
  }

  async facts(): Promise<RepositoryFacts> {
    const project = await this.rest.Projects.show(this.project);
    const { permissions, archived = false } = project as {
      permissions?: Record<string, { access_level?: number } | null>;
      archived?: boolean;
    };
    const levels = Object.values(permissions ?? {}).flatMap(
      access => access?.access_level ?? [],
    );
    return {
      url: project.web_url,
      defaultBranch: project.default_branch,
      archived,
      // An administrator has no level of a member; the host decides then.
      ...(levels.length > 0 && {
        writable: Math.max(...levels) >= DEVELOPER && !archived,
      }),
    };
  }

  async head(branch: string): Promise<string | undefined> {
    const found = await this.ifThere(() =>
      this.rest.Branches.show(this.project, branch),
    );
    return found?.commit.id;
  }

  async commit(sha: string): Promise<ListedCommit> {
    return listed(await this.rest.Commits.show(this.project, sha));
  }

  async commitsBetween(from: string, to: string) {
    const { commits = [], compare_timeout } =
      await this.rest.Repositories.compare(this.project, from, to);
    return {
      commits: (commits as CommitSchema[]).map(listed),
      complete: !compare_timeout,
    };
  }

  async folder(commit: string, path: string): Promise<TreeEntry[] | undefined> {
    const entries = await this.ifThere(() =>
      this.rest.Repositories.allRepositoryTrees(this.project, {
        ref: commit,
        pagination: 'keyset',
        perPage: PAGE_SIZE,
        ...(path && { path }),
      }),
    );
    // Older versions answer with an empty list; git has no empty folders.
    return entries && (entries.length > 0 || !path)
      ? entries.map(({ name, mode, id }) => ({ name, mode, sha: id }))
      : undefined;
  }

  async files(commit: string, folder: string) {
    const entries = await this.rest.Repositories.allRepositoryTrees(
      this.project,
      {
        ref: commit,
        recursive: true,
        pagination: 'keyset',
        perPage: PAGE_SIZE,
        maxPages: PAGES,
        ...(folder && { path: folder }),
      },
    );
    const files = entries
      .filter(({ type }) => type !== 'tree')
      .map(({ path, mode, id }): ListedFile => ({ path, mode, sha: id }));
    return { files, complete: entries.length < PAGES * PAGE_SIZE };
  }

  blob(sha: string, limit: number): Promise<Buffer | undefined> {
    return this.client.blob(sha, limit);
  }

  async createBranch(branch: string, commit: string): Promise<void> {
    await this.rest.Branches.create(this.project, branch, commit);
  }

  async deleteBranch(branch: string): Promise<void> {
    await this.rest.Branches.remove(this.project, branch);
  }

  async commitFiles(wish: CommitWish): Promise<void> {
    const { branch, message, edits, author } = wish;
    const actions = [];
    for (const edit of edits) {
      const lastCommitId = await this.lastCommitOf(edit, wish.tip);
      actions.push({
        action: actionOf(edit),
        filePath: edit.path,
        ...(lastCommitId && { lastCommitId }),
        ...(edit.content && {
          content: edit.content.toString('base64'),
          encoding: 'base64',
        }),
      });
    }
    await this.rest.Commits.create(this.project, branch, message, actions, {
      ...(author && { authorName: author.name, authorEmail: author.email }),
    });
  }

  async requests(page: number) {
    const requests = await this.rest.MergeRequests.all({
      projectId: this.project,
      scope: 'all',
      orderBy: 'created_at',
      sort: 'desc',
      perPage: PAGE_SIZE,
      page,
    });
    return { requests: this.own(requests), size: PAGE_SIZE };
  }

  async requestsOf(branch: string): Promise<HostRequest[]> {
    return this.own(
      await this.rest.MergeRequests.all({
        projectId: this.project,
        sourceBranch: branch,
        scope: 'all',
        orderBy: 'created_at',
        sort: 'desc',
        perPage: PAGE_SIZE,
        page: 1,
      }),
    );
  }

  async request(id: string): Promise<HostRequest> {
    return hostRequest(
      (await this.rest.MergeRequests.show(
        this.project,
        Number(id),
      )) as ListedRequest,
    );
  }

  async commitsOf(id: string) {
    const commits = await this.rest.MergeRequests.allCommits(
      this.project,
      Number(id),
      { perPage: PAGE_SIZE, page: 1 },
    );
    return {
      commits: commits.map(listed),
      complete: commits.length < PAGE_SIZE,
    };
  }

  async createRequest(
    branch: string,
    { title, body, base }: RequestTexts,
  ): Promise<HostRequest> {
    const made = await this.rest.MergeRequests.create(
      this.project,
      branch,
      base,
      title,
      { description: body },
    );
    return hostRequest(made as ListedRequest);
  }

  async updateRequest(
    id: string,
    { title, body, base }: RequestTexts,
  ): Promise<void> {
    await this.rest.MergeRequests.edit(this.project, Number(id), {
      title,
      description: body,
      targetBranch: base,
    });
  }

  async closeRequest(id: string): Promise<void> {
    await this.rest.MergeRequests.edit(this.project, Number(id), {
      stateEvent: 'close',
    });
  }

  async comments(id: string): Promise<string[]> {
    const notes = await this.rest.MergeRequestNotes.all(
      this.project,
      Number(id),
      { perPage: PAGE_SIZE, maxPages: PAGES },
    );
    return notes.map(({ body }) => body);
  }

  async addComment(id: string, body: string): Promise<void> {
    await this.rest.MergeRequestNotes.create(this.project, Number(id), body);
  }

  async addLabels(id: string, labels: string[]): Promise<void> {
    await this.rest.MergeRequests.edit(this.project, Number(id), {
      addLabels: labels.join(','),
    });
  }

  /** Groups cannot be asked at GitLab. */
  async askReviewer(request: HostRequest, reviewer: string): Promise<void> {
    const [user] = reviewer.includes('/')
      ? []
      : await this.rest.Users.all({ username: reviewer, perPage: 1, page: 1 });
    if (user) {
      const { reviewers = [] } = (await this.rest.MergeRequests.show(
        this.project,
        Number(request.id),
      )) as ListedRequest;
      await this.rest.MergeRequests.edit(this.project, Number(request.id), {
        reviewerIds: [...(reviewers ?? []).map(({ id }) => id), user.id],
      });
    }
  }

  private get rest() {
    return this.client.rest;
  }

  private get project(): string {
    return this.client.project;
  }

  private own(requests: readonly unknown[]): HostRequest[] {
    return (requests as ListedRequest[]).map(hostRequest);
  }

  private ifThere<T>(call: () => Promise<T>): Promise<T | undefined> {
    return undefinedWhere404(call, () => this.facts());
  }

  /** The host refuses an edit of a file that has another latest commit by then. */
  private async lastCommitOf(
    { path, before }: FileEdit,
    tip: string,
  ): Promise<string | undefined> {
    if (!before) {
      return undefined;
    }
    const file = await this.rest.RepositoryFiles.show(this.project, path, tip);
    if (file.blob_id !== before) {
      throw new ChangeHostError(
        'changed',
        `${this.title}: ${path} is not as it was read. Ask again.`,
      );
    }
    return file.last_commit_id;
  }
}

function actionOf({ content, before }: FileEdit) {
  if (content === null) {
    return 'delete' as const;
  }
  return before ? ('update' as const) : ('create' as const);
}

function listed({ id, parent_ids, message }: CommitSchema): ListedCommit {
  return { sha: id, parents: parent_ids ?? [], message: message ?? '' };
}
