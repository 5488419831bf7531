import { randomBytes } from 'node:crypto';
import { LabGitHost } from '../LabDescription';

export interface GiteaAccount {
  login: string;
  token: string;
}

/** What people do at the lab's Gitea, by its REST API. */
export class Gitea {
  constructor(private readonly host: LabGitHost) {}

  get url(): string {
    return this.host.url;
  }

  /** A call that must be a success; as the administrator, when nobody else is named. */
  async send<T>(
    method: string,
    path: string,
    body?: object,
    authorization: string = `token ${this.host.token}`,
  ): Promise<T> {
    const response = await fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: { authorization, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) {
      throw new Error(`${method} ${path}: ${response.status} ${text}`);
    }
    return text ? JSON.parse(text) : (undefined as T);
  }

  /** An account with a token that may do what the account may. */
  async createAccount(login: string): Promise<GiteaAccount> {
    const password = randomBytes(18).toString('hex');
    await this.send('POST', '/admin/users', {
      username: login,
      email: `${login}@example.com`,
      password,
      must_change_password: false,
    });
    const basic = Buffer.from(`${login}:${password}`).toString('base64');
    const { sha1 } = await this.send<{ sha1: string }>(
      'POST',
      `/users/${login}/tokens`,
      { name: 'lab', scopes: ['write:repository', 'write:issue', 'read:user'] },
      `Basic ${basic}`,
    );
    return { login, token: sha1 };
  }

  /** A private repository with these files (text by path) on `main`, which the owner and those who are named may use. */
  async createRepository(
    owner: string,
    name: string,
    files: Readonly<Record<string, string>>,
    rights: Readonly<Record<string, 'read' | 'write'>> = {},
  ): Promise<string> {
    await this.send('POST', `/admin/users/${owner}/repos`, {
      name,
      private: true,
      auto_init: true,
      default_branch: 'main',
    });
    const repository = `${owner}/${name}`;
    const { tree } = await this.send<{ tree: { path: string; sha: string }[] }>(
      'GET',
      `/repos/${repository}/git/trees/main`,
    );
    await this.send('POST', `/repos/${repository}/contents`, {
      branch: 'main',
      message: 'What runs in our clusters',
      files: [
        ...tree
          .filter(({ path }) => !(path in files))
          .map(({ path, sha }) => ({ operation: 'delete', path, sha })),
        ...Object.entries(files).map(([path, text]) => {
          const before = tree.find(each => each.path === path);
          return {
            operation: before ? 'update' : 'create',
            path,
            content: Buffer.from(text).toString('base64'),
            ...(before && { sha: before.sha }),
          };
        }),
      ],
    });
    for (const [login, permission] of Object.entries(rights)) {
      await this.send('PUT', `/repos/${repository}/collaborators/${login}`, {
        permission,
      });
    }
    return repository;
  }

  /** The host looks in the background whether a request can be merged, and refuses until then. */
  async merge(
    repository: string,
    number: number,
    by?: GiteaAccount,
  ): Promise<void> {
    await this.send(
      'POST',
      `/repos/${repository}/pulls/${number}/merge`,
      { Do: 'merge' },
      by && `token ${by.token}`,
    );
  }
}
