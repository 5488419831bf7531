import { ChangeHostError, RepositoryFacts } from 'backstage-plugin-irsa-node';
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
import { ListedFile } from '../textFiles';
import { GiteaClient, PAGE_SIZE } from './GiteaClient';
import { GiteaPull, hostRequest } from './hostRequest';

/** Pages of a list of files. */
const PAGES = 100;
const COLOUR = '#0e8a16';
/** Without what takes the host long to find out of each commit. */
const BRIEF = { stat: 'false', verification: 'false', files: 'false' };

interface GiteaCommit {
  sha: string;
  commit: { message: string };
  parents: { sha: string }[] | null;
}

interface GiteaTree {
  tree:
    | { path: string; mode: string; type: string; sha: string; size?: number }[]
    | null;
  truncated: boolean;
}

/** A repository of Gitea or Forgejo. */
export class GiteaApi implements HostApi {
  readonly title: string;
  readonly settings: string;

  constructor(private readonly client: GiteaClient) {
    this.title = client.asked.title;
    this.settings = client.asked.settings;
  }

  async facts(): Promise<RepositoryFacts> {
    const repository = await this.client.call<{
      html_url: string;
      default_branch: string;
      archived: boolean;
      permissions?: { push: boolean };
    }>('GET', '');
    const { archived, permissions } = repository;
    return {
      url: repository.html_url,
      defaultBranch: repository.default_branch,
      archived,
      ...(permissions && { writable: permissions.push && !archived }),
    };
  }

  async head(branch: string): Promise<string | undefined> {
    const found = await this.ifThere(() =>
      this.client.call<{ commit: { id: string } }>(
        'GET',
        `/branches/${encodeURIComponent(branch)}`,
      ),
    );
    return found?.commit.id;
  }

  async commit(sha: string): Promise<ListedCommit> {
    return listed(await this.client.call('GET', `/git/commits/${sha}`));
  }

  async commitsBetween(from: string, to: string) {
    const range = [from, to].map(encodeURIComponent).join('...');
    const compared = await this.client.call<{
      total_commits: number;
      commits: GiteaCommit[] | null;
    }>('GET', `/compare/${range}`);
    const commits = (compared.commits ?? []).map(listed);
    if (commits.length === 0) {
      // It compares with the common beginning, and lists nothing where there is none.
      const [apart] = await this.client.call<GiteaCommit[]>('GET', '/commits', {
        query: { ...BRIEF, sha: to, not: from, limit: 1 },
      });
      return apart
        ? { commits: [listed(apart)], complete: false }
        : { commits, complete: true };
    }
    return { commits, complete: commits.length >= compared.total_commits };
  }

  async folder(commit: string, path: string): Promise<TreeEntry[] | undefined> {
    let at = commit;
    for (const part of path ? path.split('/') : []) {
      const { files } = await this.tree(at, false);
      const next = files.find(
        ({ path: name, type }) => name === part && type === 'tree',
      );
      if (!next) {
        return undefined;
      }
      at = next.sha;
    }
    const { files } = await this.tree(at, false);
    return files.map(({ path: name, mode, sha }) => ({ name, mode, sha }));
  }

  async files(commit: string, folder: string) {
    let at = commit;
    if (folder) {
      const parts = folder.split('/');
      const inside = await this.folder(commit, parts.slice(0, -1).join('/'));
      at = inside?.find(({ name }) => name === parts.at(-1))?.sha ?? commit;
    }
    const { files, complete } = await this.tree(at, true);
    return {
      complete,
      files: files
        .filter(({ type }) => type !== 'tree')
        .map(({ path, mode, sha, size }): ListedFile => {
          return {
            path: folder ? `${folder}/${path}` : path,
            mode,
            sha,
            ...(isFile(mode) && { size }),
          };
        }),
    };
  }

  async blob(sha: string, limit: number): Promise<Buffer | undefined> {
    const blob = await this.client.call<{ content: string; size: number }>(
      'GET',
      `/git/blobs/${sha}`,
    );
    return blob.size > limit ? undefined : Buffer.from(blob.content, 'base64');
  }

  async createBranch(branch: string, commit: string): Promise<void> {
    try {
      await this.client.call('POST', '/branches', {
        body: { new_branch_name: branch, old_ref_name: commit },
      });
    } catch (error) {
      if (!(error instanceof ChangeHostError) || error.details.status !== 500) {
        throw error;
      }
      // The push that it makes is refused by its own hook, which it tells administrators only.
      await this.facts();
      throw new ChangeHostError(
        'protected',
        `${this.title}: the host makes no branch ${branch} and does not say why (500). Does a rule protect such branches? Allow the portal to make those that begin with irsa/.`,
        error.details,
      );
    }
  }

  async deleteBranch(branch: string): Promise<void> {
    await this.client.call('DELETE', `/branches/${encodeURIComponent(branch)}`);
  }

  /** The host compares `sha` with what is there, and refuses an edit of anything else. */
  async commitFiles(wish: CommitWish): Promise<void> {
    const { branch, message, edits, author } = wish;
    await this.client.call('POST', '/contents', {
      body: {
        branch,
        message,
        files: edits.map(edit => ({
          operation: operationOf(edit),
          path: edit.path,
          ...(edit.before && { sha: edit.before }),
          ...(edit.content && { content: edit.content.toString('base64') }),
        })),
        ...(author && { author, committer: author }),
      },
    });
  }

  async requests(page: number) {
    const pulls = await this.client.call<GiteaPull[]>('GET', '/pulls', {
      query: { state: 'all', limit: PAGE_SIZE, page },
    });
    return { requests: pulls.map(hostRequest), size: PAGE_SIZE };
  }

  /** The list has no filter by branch; the newest requests are looked through. */
  async requestsOf(branch: string): Promise<HostRequest[]> {
    const { items } = await this.client.all<GiteaPull>('/pulls', {
      pages: 20,
      query: { state: 'all' },
    });
    return items.map(hostRequest).filter(each => each.branch === branch);
  }

  async request(id: string): Promise<HostRequest> {
    return hostRequest(await this.client.call('GET', `/pulls/${id}`));
  }

  async commitsOf(id: string) {
    const { items, complete } = await this.client.all<GiteaCommit>(
      `/pulls/${id}/commits`,
      { pages: 2 },
    );
    return { commits: items.map(listed), complete };
  }

  async createRequest(
    branch: string,
    texts: RequestTexts,
  ): Promise<HostRequest> {
    return hostRequest(
      await this.client.call('POST', '/pulls', {
        body: { head: branch, ...texts },
      }),
    );
  }

  async updateRequest(id: string, texts: RequestTexts): Promise<void> {
    await this.client.call('PATCH', `/pulls/${id}`, { body: texts });
  }

  async closeRequest(id: string): Promise<void> {
    await this.client.call('PATCH', `/pulls/${id}`, {
      body: { state: 'closed' },
    });
  }

  async comments(id: string): Promise<string[]> {
    const list = await this.client.call<{ body: string }[] | null>(
      'GET',
      `/issues/${id}/comments`,
    );
    return (list ?? []).map(({ body }) => body);
  }

  async addComment(id: string, body: string): Promise<void> {
    await this.client.call('POST', `/issues/${id}/comments`, {
      body: { body },
    });
  }

  /** Labels have numbers here, and must be there first. */
  async addLabels(id: string, labels: string[]): Promise<void> {
    const { items } = await this.client.all<{ id: number; name: string }>(
      '/labels',
      { pages: 10 },
    );
    const ids: number[] = [];
    for (const name of labels) {
      const label =
        items.find(each => each.name === name) ??
        (await this.client.call<{ id: number }>('POST', '/labels', {
          body: { name, color: COLOUR },
        }));
      ids.push(label.id);
    }
    await this.client.call('POST', `/issues/${id}/labels`, {
      body: { labels: ids },
    });
  }

  async askReviewer({ id }: HostRequest, reviewer: string): Promise<void> {
    const team = reviewer.split('/')[1];
    await this.client.call('POST', `/pulls/${id}/requested_reviewers`, {
      body: team ? { team_reviewers: [team] } : { reviewers: [reviewer] },
    });
  }

  private ifThere<T>(call: () => Promise<T>): Promise<T | undefined> {
    return undefinedWhere404(call, () => this.facts());
  }

  /** Lists of files come in pages of the host's own size. */
  private async tree(sha: string, recursive: boolean) {
    const files: NonNullable<GiteaTree['tree']> = [];
    for (let page = 1; page <= PAGES; page++) {
      const { tree, truncated } = await this.client.call<GiteaTree>(
        'GET',
        `/git/trees/${sha}`,
        { query: { page, per_page: 1000, ...(recursive && { recursive: 1 }) } },
      );
      files.push(...(tree ?? []));
      if (!truncated || !tree?.length) {
        return { files, complete: true };
      }
    }
    return { files, complete: false };
  }
}

/** Sizes of links and submodules say nothing. */
function isFile(mode: string): boolean {
  return mode.startsWith('100');
}

function operationOf({ content, before }: FileEdit): string {
  if (content === null) {
    return 'delete';
  }
  return before ? 'update' : 'create';
}

/** Without the tree: Gitea writes the commit's own name there. */
function listed({ sha, commit, parents }: GiteaCommit): ListedCommit {
  return {
    sha,
    parents: (parents ?? []).map(parent => parent.sha),
    message: commit.message,
  };
}
