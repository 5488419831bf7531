import { GitLabIntegrationConfig } from '@backstage/integration';
import { createRequesterFn } from '@gitbeaker/requester-utils';
import { Gitlab } from '@gitbeaker/rest';
import { Asked } from '../answerError';
import { callHost, jsonOf } from '../files/callHost';

/** What gitbeaker makes of a call. */
interface BuiltCall {
  /** `HOST/api/v4/` and for some resources the beginning of their path. */
  prefixUrl?: string;
  method?: string;
  headers?: Record<string, string>;
  searchParams?: string;
  body?: string;
}

/** Calls of one project. Every failure is a ChangeHostError. */
export class GitLabClient {
  readonly asked: Asked;
  readonly rest: Gitlab;

  /** @param project - its path, such as `acme/platform/deployments` */
  constructor(
    private readonly config: GitLabIntegrationConfig,
    readonly project: string,
  ) {
    this.asked = {
      title: `${project} at ${config.host}`,
      settings: 'integrations.gitlab',
      credentials: 'token',
    };
    this.rest = new Gitlab<false>({
      host: config.baseUrl,
      token: config.token ?? '',
      // gitbeaker's own way repeats refused calls, follows redirects, and has the request in its errors.
      requesterFn: createRequesterFn(
        async (_, options) => options,
        (endpoint, options) => this.call(endpoint, options as BuiltCall),
      ),
    });
  }

  /** The content of a blob; undefined when it is larger than `limit` bytes. */
  async blob(sha: string, limit: number): Promise<Buffer | undefined> {
    const project = encodeURIComponent(this.project);
    const { body } = await callHost(
      this.asked,
      {
        url: `${this.config.apiBaseUrl}/projects/${project}/repository/blobs/${sha}/raw`,
        headers: { 'private-token': this.config.token ?? '' },
      },
      limit,
    );
    return body;
  }

  private async call(
    endpoint: string,
    { prefixUrl = '', method, headers = {}, searchParams, body }: BuiltCall,
  ) {
    const { apiBaseUrl, baseUrl } = this.config;
    const prefix = prefixUrl
      .slice(`${baseUrl}/api/v4`.length)
      .replace(/\/*$/, '/');
    const query = searchParams ? `?${searchParams}` : '';
    const answer = await callHost(this.asked, {
      url: `${apiBaseUrl}${prefix}${endpoint}${query}`,
      method,
      headers: { ...headers, accept: 'application/json' },
      body,
    });
    return {
      status: answer.status,
      headers: answer.headers,
      body: jsonOf(this.asked, answer) as Record<string, unknown>,
    };
  }
}
