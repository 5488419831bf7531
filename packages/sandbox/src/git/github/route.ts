import { HostUser } from '../GitHost';
import { HostedRepository } from '../HostedRepository';

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
  /** Absent with 204. */
  body?: object;
}

export interface Route {
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** Path below `/repos/OWNER/NAME`. */
  path: RegExp;
  answer(call: ApiCall): Promise<ApiAnswer>;
}
