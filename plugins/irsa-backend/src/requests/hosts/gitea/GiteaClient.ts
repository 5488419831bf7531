import {
  getGiteaRequestOptions,
  GiteaIntegrationConfig,
} from '@backstage/integration';
import { Asked } from '../answerError';
import { callHost, jsonOf } from '../files/callHost';
import { RepositoryName } from '../repositoryUrl';

/** Gitea's own limit of a page. */
export const PAGE_SIZE = 50;

/** Calls of one repository of Gitea or Forgejo. Every failure is a ChangeHostError. */
export class GiteaClient {
  readonly asked: Asked;

  constructor(
    private readonly config: GiteaIntegrationConfig,
    private readonly name: RepositoryName,
  ) {
    this.asked = {
      title: `${name.owner}/${name.name} at ${config.host}`,
      settings: 'integrations.gitea',
      credentials: 'password or token',
    };
  }

  /** @param path - below the repository's, each part encoded; empty, or with a slash at its beginning */
  async call<T>(
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
    path: string,
    options: {
      query?: Record<string, string | number>;
      body?: object;
    } = {},
  ): Promise<T> {
    const { owner, name } = this.name;
    const query = new URLSearchParams(
      Object.entries(options.query ?? {}).map(([key, value]) => [
        key,
        String(value),
      ]),
    );
    const { headers } = getGiteaRequestOptions(this.config) as {
      headers?: Record<string, string>;
    };
    const answer = await callHost(this.asked, {
      url: `${this.config.baseUrl}/api/v1/repos/${owner}/${name}${path}?${query}`,
      method,
      headers: {
        accept: 'application/json',
        'content-type': 'application/json',
        ...headers,
      },
      ...(options.body && { body: JSON.stringify(options.body) }),
    });
    return jsonOf(this.asked, answer) as T;
  }

  /** Items of a list of pages, until one is not full. */
  async all<T>(
    path: string,
    limits: { pages: number; query?: Record<string, string | number> },
  ): Promise<{ items: T[]; complete: boolean }> {
    const items: T[] = [];
    for (let page = 1; page <= limits.pages; page++) {
      const list = await this.call<T[] | null>('GET', path, {
        query: { ...limits.query, limit: PAGE_SIZE, page },
      });
      items.push(...(list ?? []));
      if (!list || list.length < PAGE_SIZE) {
        return { items, complete: true };
      }
    }
    return { items, complete: false };
  }
}
