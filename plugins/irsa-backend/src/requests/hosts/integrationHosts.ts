import { Config } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { ChangeHost } from 'backstage-plugin-irsa-node';
import { giteaHosts } from './gitea/GiteaHost';
import { gitHubHosts } from './github/GitHubHost';
import { gitLabHosts } from './gitlab/GitLabHost';
import { ChangeRequestSettings } from '../../config/IrsaConfig';

/** The hosts of the portal's `integrations`. */
export function integrationHosts(
  rootConfig: Config,
  settings: ChangeRequestSettings,
): ChangeHost[] {
  const integrations = ScmIntegrations.fromConfig(rootConfig);
  return [
    ...gitHubHosts(integrations, settings),
    ...gitLabHosts(integrations, settings),
    ...giteaHosts(integrations, settings),
  ];
}
