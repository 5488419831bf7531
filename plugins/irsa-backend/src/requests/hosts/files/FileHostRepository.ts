import {
  ChangeHostError,
  ChangeRepository,
  HostedChange,
  ProposedChange,
  RepositoryFacts,
  RepositoryTree,
} from 'backstage-plugin-irsa-node';
import { ChangeRequestSettings } from '../../../config/IrsaConfig';
import {
  checkChange,
  isPath,
  requireBranch,
  requireCommit,
} from '../checkedChange';
import { markerIn } from '../ownCommits';
import { readTextFiles } from '../textFiles';
import { HostApi, HostRequest } from './HostApi';
import { openRequest } from './openRequest';
import { RepositoryReader } from './RepositoryReader';
import { writeFiles } from './writeFiles';

/** Pages of requests that are looked at for a marker. */
const PAGES = 20;

/** A repository of a host that commits by files. What differs between such hosts is in their `HostApi`. */
export class FileHostRepository implements ChangeRepository {
  constructor(
    private readonly api: HostApi,
    private readonly settings: ChangeRequestSettings,
  ) {}

  facts(): Promise<RepositoryFacts> {
    return this.api.facts();
  }

  async head(branch: string): Promise<string | undefined> {
    requireBranch(branch);
    return this.api.head(branch);
  }

  async read(
    commit: string,
    folder: string,
    isWanted: (path: string) => boolean = () => true,
  ): Promise<RepositoryTree> {
    requireCommit(commit);
    const at = folder.replace(/^\/+|\/+$/g, '');
    if (at && !isPath(at)) {
      throw new ChangeHostError('invalid', `'${folder}' is not a folder.`);
    }
    if (at && !(await this.api.folder(commit, at))) {
      throw new ChangeHostError(
        'notFound',
        `${this.api.title}: there is no folder ${at} at commit ${commit.slice(
          0,
          8,
        )}.`,
      );
    }
    const { limits } = this.settings;
    const { files, complete } = await this.api.files(commit, at);
    const tree = await readTextFiles(
      commit,
      files.filter(({ path }) => isWanted(path)),
      limits,
      ({ sha }) => this.api.blob(sha, limits.bytesPerFile),
    );
    const part = 'the host lists only a part of this folder';
    return complete
      ? tree
      : { ...tree, notRead: new Map([...tree.notRead, [at || '.', part]]) };
  }

  async find(marker: string): Promise<HostedChange | undefined> {
    for (let page = 1; page <= PAGES; page++) {
      const { requests, size } = await this.api.requests(page);
      const found = requests.find(
        ({ body, isForeign }) => !isForeign && markerIn(body) === marker,
      );
      if (found) {
        return this.get(found.id);
      }
      if (requests.length < size) {
        return undefined;
      }
    }
    return undefined;
  }

  async propose(change: ProposedChange): Promise<HostedChange> {
    checkChange(change);
    const { api } = this;
    const facts = await api.facts();
    if (facts.archived) {
      throw new ChangeHostError(
        'archived',
        `${api.title}: the repository is archived, so nothing can be changed in it.`,
      );
    }
    if (facts.writable === false) {
      throw new ChangeHostError(
        'forbidden',
        `${api.title}: the portal may read but not write. The token of ${api.settings} needs to write.`,
      );
    }
    const baseHead = await api.head(change.base);
    if (!baseHead) {
      throw new ChangeHostError(
        'changed',
        `${api.title}: branch ${change.base} is not there any more. The default branch is ${facts.defaultBranch}.`,
      );
    }
    const id = await openRequest(api, change, () =>
      writeFiles({
        api,
        change,
        baseHead,
        reader: new RepositoryReader(api),
        author: this.settings.author,
      }),
    );
    return this.get(id);
  }

  async get(id: string): Promise<HostedChange> {
    const request = await this.api.request(checkedId(id));
    const own = await new RepositoryReader(this.api).areOwn(
      await this.api.commitsOf(id),
    );
    return hostedChange(
      request,
      request.state === 'open'
        ? request.headCommit
        : await this.api.head(request.branch),
      !own,
    );
  }

  async close(id: string, comment: string): Promise<HostedChange> {
    const { api } = this;
    const before = await this.get(id);
    const isSaid = await this.isSaid(id, comment);
    if (before.state === 'open') {
      if (!isSaid) {
        await api.addComment(id, comment);
      }
      await api.closeRequest(id);
    } else if (before.state === 'merged' || !isSaid) {
      return before;
    }
    const { branch, headCommit, editedByOthers } = before;
    // Only where the branch is as it was read a moment ago.
    if (
      headCommit &&
      !editedByOthers &&
      (await api.head(branch)) === headCommit
    ) {
      await api.deleteBranch(branch);
    }
    return this.get(id);
  }

  async comment(id: string, text: string): Promise<void> {
    if (!(await this.isSaid(checkedId(id), text))) {
      await this.api.addComment(id, text);
    }
  }

  async contains(commit: string, within: string): Promise<boolean> {
    requireCommit(commit);
    requireBranch(within);
    try {
      return await new RepositoryReader(this.api).isPart(commit, within);
    } catch (error) {
      if (!(error instanceof ChangeHostError) || error.kind !== 'notFound') {
        throw error;
      }
      // A branch or commit that is not there, in a repository that is.
      await this.api.facts();
      return false;
    }
  }

  private async isSaid(id: string, text: string): Promise<boolean> {
    const said = await this.api.comments(id);
    return said.some(each => each.trim() === text.trim());
  }
}

function checkedId(id: string): string {
  if (!/^[1-9]\d{0,8}$/.test(id)) {
    throw new ChangeHostError('invalid', `'${id}' is not a request's number.`);
  }
  return id;
}

function hostedChange(
  request: HostRequest,
  head: string | undefined,
  editedByOthers: boolean,
): HostedChange {
  const { title, body, isForeign, labels, reviewers, headCommit, ...rest } =
    request;
  return { ...rest, ...(head && { headCommit: head }), editedByOthers };
}
