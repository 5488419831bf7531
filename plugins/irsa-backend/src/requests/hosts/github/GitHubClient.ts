import {
  GithubCredentialsProvider,
  GithubIntegrationConfig,
} from '@backstage/integration';
import { Octokit } from '@octokit/rest';
import { ChangeHostError } from 'backstage-plugin-irsa-node';
import { RepositoryName } from '../repositoryUrl';
import { movedAway } from '../answerError';
import { askedOf, hostError } from './hostError';

const TIMEOUT_MS = 30_000;
const SILENT = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/** Calls of one repository. Every failure is a ChangeHostError. */
export class GitHubClient {
  constructor(
    private readonly config: GithubIntegrationConfig,
    private readonly credentials: GithubCredentialsProvider,
    readonly name: RepositoryName,
  ) {}

  /** For people. */
  get title(): string {
    const { owner, name } = this.name;
    return `${owner}/${name} at ${this.config.host}`;
  }

  /** What each call needs to know. */
  get params(): { owner: string; repo: string } {
    return { owner: this.name.owner, repo: this.name.name };
  }

  /** A client with the credentials of now: tokens of apps live for an hour. */
  async rest(): Promise<Octokit['rest']> {
    const octokit = new Octokit({
      auth: await this.token(),
      baseUrl: this.config.apiBaseUrl,
      log: SILENT,
      request: { fetch: fetchOnce },
      userAgent: 'irsa-for-backstage',
    });
    octokit.hook.wrap('request', async (request, options) => {
      try {
        const response = await request(options);
        if (response.status >= 300) {
          throw movedAway(askedOf(this.title), response.status);
        }
        return response;
      } catch (error) {
        throw hostError(this.title, error);
      }
    });
    return octokit.rest;
  }

  private async token(): Promise<string> {
    const { owner, name } = this.name;
    let token: string | undefined;
    try {
      ({ token } = await this.credentials.getCredentials({
        url: `https://${this.config.host}/${owner}/${name}`,
      }));
    } catch (error) {
      const { status } = error as { status?: number };
      throw hostError(
        this.title,
        status === undefined ? error : { status, response: {} },
      );
    }
    if (!token) {
      throw new ChangeHostError(
        'forbidden',
        `${this.title}: integrations.github has no credentials for it. Install the app there, or add a token.`,
      );
    }
    return token;
  }
}

/** Follows no redirect, so that credentials stay with the host of the settings, and does not wait for ever. */
function fetchOnce(url: string, init: RequestInit): Promise<Response> {
  return fetch(url, {
    ...init,
    redirect: 'manual',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
}
