import { NO_CLUSTER } from '../clusters/DefaultClusterRegistry';
import { IrsaConfig } from '../config/IrsaConfig';
import { PortalExtensions } from '../extensions/PortalExtensions';
import { ServerParts } from '../router/createRouter';
import { RunningParts } from '../setUp/DefaultSetUpService';
import { RightsReader } from '../setUp/rights/RightsReader';
import { DatabaseOpener } from './openDatabase';
import { PortalServices } from './PortalServices';
import { Stoppable } from './Starter';
import {
  connectChangeHosts,
  connectClustersAndAccounts,
  readConfig,
} from './connect';
import { runningProblems } from './runningProblems';
import { startServices } from './startServices';

/** The plugin at work, by the settings at its start. */
export interface RunningPlugin extends Stoppable, RunningParts {
  config: IrsaConfig;
  parts: ServerParts;
  /** Migrations are carried out from now on. */
  startWorker(): void;
  /** Clusters are looked for by the settings of now. */
  readClustersAnew(): Promise<void>;
}

/** Makes everything the plugin consists of. Throws StartError. */
export async function startParts(options: {
  services: PortalServices;
  opener: DatabaseOpener;
  extensions: PortalExtensions;
}): Promise<RunningPlugin> {
  const { services, opener, extensions } = options;
  const config = readConfig(services, extensions);
  const changeHosts = connectChangeHosts(services, extensions, config);
  const opened = await opener.open();
  const ending = new AbortController();
  const reading = connectClustersAndAccounts(services, extensions, config);
  const { clusters, accounts } = reading;
  await reading.sources.start();
  if (clusters.all().length === 0) {
    services.logger.warn(NO_CLUSTER);
  }
  const startedAt = new Date();
  [...(config.unknown ?? []), ...(config.doubtful ?? [])].forEach(
    ({ message }) => services.logger.warn(message),
  );
  const working = await startServices({
    services,
    extensions,
    config,
    opened,
    clusters,
    accounts,
    requests: changeHosts,
    signal: ending.signal,
  });
  return {
    config,
    parts: working.parts,
    accounts,
    rights: new RightsReader(config, () =>
      clusters.all().map(({ config: settings }) => settings),
    ),
    clusterSources: () => reading.sources.states(),
    changeHosts,
    problems: () =>
      runningProblems({
        opened,
        supplied: reading.supplied,
        notices: working.notices,
        config,
        startedAt,
        clusters,
      }),
    startWorker: () => working.migrations.startWorker(),
    readClustersAnew: () => reading.sources.replace(reading.readSources()),
    stop: async () => {
      ending.abort();
      reading.sources.stop();
      reading.supplied.stop();
      await working.migrations.stopWorker();
      await working.owners?.stop();
      working.changes.stop();
    },
  };
}
