import { World } from '../World';
import { GitAccount, GitHostWorld } from './GitHostWorld';

export interface Answer {
  status: number;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  body: any;
}

const FILES = {
  'apps/api/deployment.yaml': 'kind: Deployment\n# of the API\n',
  'apps/api/service-account.yaml': 'kind: ServiceAccount\n',
  'apps/web/deployment.yaml': 'kind: Deployment\n',
  'README.md': 'Deployments\n',
};

/** A repository of its own for each test, by Gitea's REST API as the portal calls it. */
export class Repository {
  constructor(readonly host: GitHostWorld, readonly name: string) {}

  /** A call below the repository's path. */
  async send(
    method: string,
    path: string,
    body?: object,
    { token }: Pick<GitAccount, 'token'> = this.host.portal,
  ): Promise<Answer> {
    const response = await fetch(
      `${this.host.url}/api/v1/repos/${this.name}${path}`,
      {
        method,
        headers: {
          accept: 'application/json',
          authorization: `token ${token}`,
          'content-type': 'application/json',
        },
        ...(body && { body: JSON.stringify(body) }),
      },
    );
    const text = await response.text();
    return {
      status: response.status,
      body: text ? JSON.parse(text) : undefined,
    };
  }

  /** The body of an answer that must be a success. */
  async must(method: string, path: string, body?: object, as?: GitAccount) {
    const answer = await this.send(method, path, body, as);
    if (answer.status >= 300) {
      throw new Error(
        `${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`,
      );
    }
    return answer.body;
  }

  get(path: string) {
    return this.must('GET', path);
  }

  async head(branch = 'main'): Promise<string> {
    const { commit } = await this.get(
      `/branches/${encodeURIComponent(branch)}`,
    );
    return commit.id;
  }

  /** The name of the object at a path of a branch, if there is one. */
  async entry(path: string, branch = 'main') {
    const { tree } = await this.get(
      `/git/trees/${await this.head(branch)}?recursive=1`,
    );
    return tree.find((each: { path: string }) => each.path === path);
  }

  /** Makes a branch at the end of `main`. */
  async branch(name: string): Promise<void> {
    await this.must('POST', '/branches', {
      new_branch_name: name,
      old_ref_name: await this.head(),
    });
  }

  /** One commit on the end of a branch; files with the same name are replaced, `null` takes one out. */
  async write(
    branch: string,
    files: Record<string, string | null>,
    { message = 'Edit', ...more }: Record<string, unknown> = {},
  ): Promise<Answer> {
    const changes = [];
    for (const [path, content] of Object.entries(files)) {
      const before = await this.entry(path, branch);
      changes.push({
        operation: operationOf(content, before),
        path,
        ...(before && { sha: before.sha }),
        ...(content !== null && {
          content: Buffer.from(content).toString('base64'),
        }),
      });
    }
    return this.send('POST', '/contents', {
      branch,
      message,
      files: changes,
      ...more,
    });
  }

  /** An open request with one commit, from a branch of this name. */
  async propose(branch = 'irsa/one') {
    await this.branch(branch);
    const written = await this.write(branch, {
      'apps/api/deployment.yaml': 'kind: Deployment\n# keyless\n',
    });
    if (written.status !== 201) {
      throw new Error(`${written.status} ${JSON.stringify(written.body)}`);
    }
    return this.must('POST', '/pulls', {
      head: branch,
      base: 'main',
      title: `From ${branch}`,
      body: 'Why and how.',
    });
  }
}

function operationOf(content: string | null, before: unknown): string {
  if (content === null) {
    return 'delete';
  }
  return before ? 'update' : 'create';
}

const hosts = new WeakMap<World, Promise<GitHostWorld>>();

/** A repository with a few files, at the Git host of the world. */
export async function openRepository(world: World): Promise<Repository> {
  const opened = hosts.get(world) ?? world.openGitHost();
  hosts.set(world, opened);
  const host = await opened;
  return new Repository(host, await host.createRepository(FILES));
}
