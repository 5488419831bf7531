import {
  DefaultGithubCredentialsProvider,
  GithubCredentialsProvider,
  GithubIntegration,
  ScmIntegrationRegistry,
} from '@backstage/integration';
import { ChangeHost, ChangeRepository } from 'backstage-plugin-irsa-node';
import { repositoryName } from '../repositoryUrl';
import { ChangeRequestSettings } from '../../../config/IrsaConfig';
import { GitHubClient } from './GitHubClient';
import { GitHubRepository } from './GitHubRepository';

/** One entry of `integrations.github` that has credentials. */
class GitHubHost implements ChangeHost {
  /** Backstage calls them so for every GitHub, also for one of a company. */
  readonly reviewerAnnotations = [
    'github.com/team-slug',
    'github.com/user-login',
  ];

  constructor(
    private readonly integration: GithubIntegration,
    private readonly credentials: GithubCredentialsProvider,
    private readonly settings: ChangeRequestSettings,
  ) {}

  get name(): string {
    return this.integration.config.host;
  }

  repository(url: string): ChangeRepository | undefined {
    const { config } = this.integration;
    const name =
      new URL(url).host === config.host ? repositoryName(url) : undefined;
    return (
      name &&
      new GitHubRepository(
        new GitHubClient(config, this.credentials, name),
        this.settings,
      )
    );
  }
}

/** The hosts of `integrations.github`. Without a token or an app nothing can be written, so such entries are none. */
export function gitHubHosts(
  integrations: ScmIntegrationRegistry,
  settings: ChangeRequestSettings,
): ChangeHost[] {
  const credentials =
    DefaultGithubCredentialsProvider.fromIntegrations(integrations);
  return integrations.github
    .list()
    .filter(
      ({ config: { apiBaseUrl, token, apps = [] } }) =>
        apiBaseUrl && (token || apps.length > 0),
    )
    .map(integration => new GitHubHost(integration, credentials, settings));
}
