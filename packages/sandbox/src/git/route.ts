import { GitHost, HostUser } from './GitHost';
import { HostedRepository } from './HostedRepository';

/** One call of the REST API on a repository that the caller may read. */
export interface ApiCall {
  origin: string;
  repository: HostedRepository;
  user: HostUser;
  /** Logins of everybody with an account. */
  users(): string[];
  mayWrite: boolean;
  /** What the groups of the route's path have matched. */
  parts: string[];
  query: URLSearchParams;
  body: Record<string, unknown>;
}

export interface ApiAnswer {
  status: number;
  /** Absent with 204. A buffer goes out as it is. */
  body?: object | Buffer;
  headers?: Record<string, string>;
}

export interface Route {
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** Path below the repository's. */
  path: RegExp;
  answer(call: ApiCall): Promise<ApiAnswer>;
}

/** The REST API of one kind of host. */
export interface Dialect {
  /** For example `/api/v3`. */
  prefix: string;
  routes: readonly Route[];
  /** The repository that a path names, and what follows it, decoded. */
  locate(path: string): { fullName: string; below: string } | undefined;
  /** Calls that name no repository. */
  general?(
    host: GitHost,
    path: string,
    query: URLSearchParams,
  ): object | undefined;
  /** What it says where it refuses. */
  words: {
    badCredentials: string;
    notFound: string;
    forbidden: string;
    archived: { status: number; message: string };
  };
}
