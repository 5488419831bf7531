import { join } from 'node:path';
import { Clock } from '../clock';
import { BareRepository } from './BareRepository';
import { HostFaults } from './HostFaults';
import { HostedRepository } from './HostedRepository';

export type Right = 'none' | 'read' | 'write';

/** Somebody with an account at the host. */
export interface HostUser {
  login: string;
  token?: string;
  /** What they may do in repositories that are not named in `rights`. */
  right: Right;
  /** By full name, such as `acme/deployments`. */
  rights: Map<string, Right>;
}

export interface HostCall {
  method: string;
  /** Without the query. */
  path: string;
  status: number;
  login?: string;
}

/** Everything the host knows. */
export class GitHost {
  readonly users: HostUser[] = [];
  readonly repositories: HostedRepository[] = [];
  readonly faults = new HostFaults();
  /** Answered calls of the REST API, the oldest first. */
  readonly calls: HostCall[] = [];

  constructor(private readonly folder: string, readonly clock: Clock) {}

  addUser(login: string, token?: string, right: Right = 'write'): HostUser {
    const user: HostUser = { login, token, right, rights: new Map() };
    this.users.push(user);
    return user;
  }

  user(login: string): HostUser | undefined {
    return this.users.find(each => each.login === login);
  }

  userOf(token: string): HostUser | undefined {
    return this.users.find(each => each.token === token);
  }

  rightOf(user: HostUser | undefined, repository: HostedRepository): Right {
    return user?.rights.get(repository.fullName) ?? user?.right ?? 'none';
  }

  repository(owner: string, name: string): HostedRepository | undefined {
    return this.repositoryOf(`${owner}/${name}`);
  }

  repositoryOf(fullName: string): HostedRepository | undefined {
    const asked = fullName.toLowerCase();
    return this.repositories.find(
      each => each.fullName.toLowerCase() === asked,
    );
  }

  async addRepository(options: {
    owner: string;
    name: string;
    defaultBranch?: string;
    /** Text by path. */
    files: Readonly<Record<string, string>>;
  }): Promise<HostedRepository> {
    const { owner, name, files, defaultBranch = 'main' } = options;
    const git = await BareRepository.create(
      join(this.folder, owner, `${name}.git`),
      defaultBranch,
    );
    const made = new HostedRepository(
      owner,
      name,
      git,
      this.clock,
      defaultBranch,
    );
    await made.push(
      defaultBranch,
      owner,
      Object.entries(files).map(([path, content]) => ({ path, content })),
      'First version',
    );
    this.repositories.push(made);
    return made;
  }
}
