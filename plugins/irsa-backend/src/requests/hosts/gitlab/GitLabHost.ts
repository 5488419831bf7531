import {
  GitLabIntegration,
  ScmIntegrationRegistry,
} from '@backstage/integration';
import { ChangeHost, ChangeRepository } from 'backstage-plugin-irsa-node';
import { ChangeRequestSettings } from '../../../config/IrsaConfig';
import { FileHostRepository } from '../files/FileHostRepository';
import { GitLabApi } from './GitLabApi';
import { GitLabClient } from './GitLabClient';
import { projectPath } from './projectPath';

/** One entry of `integrations.gitlab` that has a token. */
class GitLabHost implements ChangeHost {
  constructor(
    private readonly integration: GitLabIntegration,
    private readonly settings: ChangeRequestSettings,
  ) {}

  get name(): string {
    return this.integration.config.host;
  }

  repository(url: string): ChangeRepository | undefined {
    const { config } = this.integration;
    const project =
      new URL(url).host === config.host
        ? projectPath(url, new URL(config.baseUrl).pathname)
        : undefined;
    return (
      (project &&
        new FileHostRepository(
          new GitLabApi(new GitLabClient(config, project)),
          this.settings,
        )) ||
      undefined
    );
  }
}

/** The hosts of `integrations.gitlab`. Without a token nothing can be written, so such entries are none. */
export function gitLabHosts(
  integrations: ScmIntegrationRegistry,
  settings: ChangeRequestSettings,
): ChangeHost[] {
  return integrations.gitlab
    .list()
    .filter(({ config: { token } }) => token)
    .map(integration => new GitLabHost(integration, settings));
}
