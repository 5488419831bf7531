import { Config } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { ChangeHost } from 'backstage-plugin-irsa-node';
import { gitHubHosts } from './github/GitHubHost';
import { ChangeRequestSettings } from '../../config/IrsaConfig';

/** The hosts of the portal's `integrations`. */
export function integrationHosts(
  rootConfig: Config,
  settings: ChangeRequestSettings,
): ChangeHost[] {
  return gitHubHosts(ScmIntegrations.fromConfig(rootConfig), settings);
}
