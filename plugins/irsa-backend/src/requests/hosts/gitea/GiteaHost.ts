import {
  GiteaIntegration,
  ScmIntegrationRegistry,
} from '@backstage/integration';
import { ChangeHost, ChangeRepository } from 'backstage-plugin-irsa-node';
import { ChangeRequestSettings } from '../../../config/IrsaConfig';
import { FileHostRepository } from '../files/FileHostRepository';
import { repositoryName } from '../repositoryUrl';
import { GiteaApi } from './GiteaApi';
import { GiteaClient } from './GiteaClient';

/** One entry of `integrations.gitea` that has a password or a token. Forgejo has the same API. */
class GiteaHost implements ChangeHost {
  constructor(
    private readonly integration: GiteaIntegration,
    private readonly settings: ChangeRequestSettings,
  ) {}

  get name(): string {
    return this.integration.config.host;
  }

  repository(url: string): ChangeRepository | undefined {
    const { config } = this.integration;
    const base = new URL(config.baseUrl ?? `https://${config.host}`);
    const name =
      new URL(url).host === config.host
        ? repositoryName(url, base.pathname.replace(/\/+$/, ''))
        : undefined;
    return (
      name &&
      new FileHostRepository(
        new GiteaApi(new GiteaClient(config, name)),
        this.settings,
      )
    );
  }
}

/** The hosts of `integrations.gitea`. Without a password nothing can be written, so such entries are none. */
export function giteaHosts(
  integrations: ScmIntegrationRegistry,
  settings: ChangeRequestSettings,
): ChangeHost[] {
  return integrations.gitea
    .list()
    .filter(({ config: { password } }) => password)
    .map(integration => new GiteaHost(integration, settings));
}
