import { Octokit } from '@octokit/rest';
import {
  ChangeHostError,
  ChangeRepository,
  HostedChange,
  ProposedChange,
  RepositoryFacts,
  RepositoryTree,
} from 'backstage-plugin-irsa-node';
import { checkChange, requireBranch, requireCommit } from '../checkedChange';
import { markerIn } from '../ownCommits';
import { ChangeRequestSettings } from '../../../config/IrsaConfig';
import { GitHubClient } from './GitHubClient';
import { hostedChange } from './hostedChange';
import { openRequest } from './openRequest';
import { readFolder } from './readFolder';
import { writeBranch } from './writeBranch';

/** Of requests that are looked at for a marker, the newest of all; and of the comments and commits of one. */
const PAGES = 10;
const PAGE_SIZE = 100;

/** A repository of GitHub or GitHub Enterprise. */
export class GitHubRepository implements ChangeRepository {
  constructor(
    private readonly client: GitHubClient,
    private readonly settings: ChangeRequestSettings,
  ) {}

  async facts(): Promise<RepositoryFacts> {
    const { params } = this.client;
    const { data } = await (await this.client.rest()).repos.get(params);
    const { permissions } = data;
    return {
      url: data.html_url,
      defaultBranch: data.default_branch,
      archived: data.archived,
      ...(permissions && { writable: permissions.push && !data.archived }),
    };
  }

  async head(branch: string): Promise<string | undefined> {
    requireBranch(branch);
    const rest = await this.client.rest();
    try {
      const { data } = await rest.git.getRef({
        ...this.client.params,
        ref: `heads/${branch}`,
      });
      return data.object.sha;
    } catch (error) {
      return this.noneWhere404(error);
    }
  }

  async read(
    commit: string,
    folder: string,
    isWanted?: (path: string) => boolean,
  ): Promise<RepositoryTree> {
    requireCommit(commit);
    const { limits } = this.settings;
    return readFolder(this.client, commit, folder, limits, isWanted);
  }

  async find(marker: string): Promise<HostedChange | undefined> {
    const rest = await this.client.rest();
    for (let page = 1; page <= PAGES; page++) {
      const { data } = await rest.pulls.list({
        ...this.client.params,
        state: 'all',
        sort: 'created',
        direction: 'desc',
        per_page: PAGE_SIZE,
        page,
      });
      const found = data.find(
        ({ body, head, base }) =>
          markerIn(body) === marker &&
          // Anybody may open a request from a repository of their own.
          head.repo?.full_name === base.repo.full_name,
      );
      if (found) {
        return this.get(String(found.number));
      }
      if (data.length < PAGE_SIZE) {
        return undefined;
      }
    }
    return undefined;
  }

  async propose(change: ProposedChange): Promise<HostedChange> {
    checkChange(change);
    const facts = await this.facts();
    if (facts.archived || facts.writable === false) {
      throw new ChangeHostError(
        facts.archived ? 'archived' : 'forbidden',
        facts.archived
          ? `${this.client.title}: the repository is archived, so nothing can be changed in it.`
          : `${this.client.title}: the portal may read but not write. The app or token of integrations.github needs to write contents and pull requests.`,
      );
    }
    const baseHead = await this.head(change.base);
    if (!baseHead) {
      throw new ChangeHostError(
        'changed',
        `${this.client.title}: branch ${change.base} is not there any more. The default branch is ${facts.defaultBranch}.`,
      );
    }
    const rest = await this.client.rest();
    const { client, settings } = this;
    const id = await openRequest({ rest, client, change }, () =>
      writeBranch({
        rest,
        client,
        change,
        baseHead,
        tip: () => this.head(change.branch),
        author: settings.author,
      }),
    );
    return this.get(id);
  }

  async get(id: string): Promise<HostedChange> {
    const rest = await this.client.rest();
    const at = { ...this.client.params, pull_number: numberOf(id) };
    const { data: pull } = await rest.pulls.get(at);
    const commits = await this.commitsOf(rest, at);
    const head =
      pull.state === 'open' ? pull.head.sha : await this.head(pull.head.ref);
    return hostedChange(pull, commits, head);
  }

  async close(id: string, comment: string): Promise<HostedChange> {
    const rest = await this.client.rest();
    const { params } = this.client;
    const before = await this.get(id);
    const number = numberOf(id);
    const isSaid = await this.isSaid(rest, number, comment);
    if (before.state === 'open') {
      if (!isSaid) {
        await this.say(rest, number, comment);
      }
      await rest.pulls.update({
        ...params,
        pull_number: number,
        state: 'closed',
      });
    } else if (before.state === 'merged' || !isSaid) {
      return before;
    }
    if (before.headCommit && !before.editedByOthers) {
      await this.deleteBranch(rest, before.branch, before.headCommit);
    }
    return this.get(id);
  }

  async comment(id: string, text: string): Promise<void> {
    const rest = await this.client.rest();
    const number = numberOf(id);
    if (!(await this.isSaid(rest, number, text))) {
      await this.say(rest, number, text);
    }
  }

  async contains(commit: string, within: string): Promise<boolean> {
    requireCommit(commit);
    requireBranch(within);
    const rest = await this.client.rest();
    try {
      const { data } = await rest.repos.compareCommitsWithBasehead({
        ...this.client.params,
        basehead: `${commit}...${within}`,
        per_page: 1,
      });
      return data.status === 'ahead' || data.status === 'identical';
    } catch (error) {
      await this.noneWhere404(error);
      return false;
    }
  }

  private async isSaid(
    rest: Octokit['rest'],
    number: number,
    text: string,
  ): Promise<boolean> {
    const comments = await allPages(page =>
      rest.issues.listComments({
        ...this.client.params,
        issue_number: number,
        per_page: PAGE_SIZE,
        page,
      }),
    );
    return comments.some(({ body }) => body?.trim() === text.trim());
  }

  private async say(
    rest: Octokit['rest'],
    number: number,
    text: string,
  ): Promise<void> {
    await rest.issues.createComment({
      ...this.client.params,
      issue_number: number,
      body: text,
    });
  }

  private async commitsOf(
    rest: Octokit['rest'],
    at: { owner: string; repo: string; pull_number: number },
  ) {
    return allPages(page =>
      rest.pulls.listCommits({ ...at, per_page: PAGE_SIZE, page }),
    );
  }

  /** Only where the branch is as it was read a moment ago. */
  private async deleteBranch(
    rest: Octokit['rest'],
    branch: string,
    read: string,
  ): Promise<void> {
    if ((await this.head(branch)) === read) {
      await rest.git.deleteRef({
        ...this.client.params,
        ref: `heads/${branch}`,
      });
    }
  }

  /** A branch or commit that is not there, in a repository that is. */
  private async noneWhere404(error: unknown): Promise<undefined> {
    if (!(error instanceof ChangeHostError) || error.details.status !== 404) {
      throw error;
    }
    await this.facts();
    return undefined;
  }
}

/** What a list has, page by page, up to a limit that no request of ours comes near. */
async function allPages<T>(
  read: (page: number) => Promise<{ data: T[] }>,
): Promise<T[]> {
  const all: T[] = [];
  for (let page = 1; page <= PAGES; page += 1) {
    const { data } = await read(page);
    all.push(...data);
    if (data.length < PAGE_SIZE) {
      break;
    }
  }
  return all;
}

function numberOf(id: string): number {
  if (!/^[1-9]\d{0,8}$/.test(id)) {
    throw new ChangeHostError('invalid', `'${id}' is not a request's number.`);
  }
  return Number(id);
}
