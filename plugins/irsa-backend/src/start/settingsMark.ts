import { createHash } from 'node:crypto';
import { Config } from '@backstage/config';

/** Two settings that are the same have the same mark. A digest, because settings may hold keys. */
export interface SettingsMark {
  /** Of what the plugin is made of. */
  plugin: string;
  /** Of what says which clusters there are. */
  clusters: string;
}

export function settingsMark(rootConfig: Config): SettingsMark {
  const { clusters, ...rest } =
    rootConfig.getOptional<Record<string, unknown>>('irsa') ?? {};
  return {
    plugin: digest([
      rest,
      rootConfig.getOptional('aws'),
      // Hosts of change requests and their credentials.
      rootConfig.getOptional('integrations'),
    ]),
    clusters: digest([clusters, rootConfig.getOptional('kubernetes')]),
  };
}

function digest(settings: unknown[]): string {
  return createHash('sha256').update(JSON.stringify(settings)).digest('hex');
}
