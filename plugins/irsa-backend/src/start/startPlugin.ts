import { Handler, Router } from 'express';
import { PortalExtensions } from '../extensions/PortalExtensions';
import { createRouter } from '../router/createRouter';
import { DefaultSetUpService } from '../setUp/DefaultSetUpService';
import { databaseClient, DatabaseOpener } from './openDatabase';
import { PortalServices } from './PortalServices';
import { settingsMark } from './settingsMark';
import { Starter } from './Starter';
import { RunningPlugin, startParts } from './startParts';

/** The portal waits so long for the first start; a database that is silent for longer does not keep other plugins waiting. */
const PATIENCE_MS = 20_000;
/** Files of settings are written in pieces. */
const SETTLE_MS = 500;

/** Starts the plugin, follows its settings, and ends it with the portal. Never throws for anything people can mend. */
export async function startPlugin(
  services: PortalServices,
  extensions: PortalExtensions,
): Promise<{
  router: Handler;
  /** The plugin as it works now; undefined while it does not. */
  running: () => Pick<RunningPlugin, 'parts' | 'config'> | undefined;
}> {
  const { logger, rootConfig, lifecycle, pluginMetadata } = services;
  const opener = new DatabaseOpener(services);
  let isUp = false;
  const starter = new Starter<RunningPlugin>({
    logger,
    start: async () => {
      const running = await startParts({ services, opener, extensions });
      if (isUp) {
        running.startWorker();
      }
      return running;
    },
  });
  const setUp = new DefaultSetUpService({
    state: () => starter.state(),
    problems: () => starter.problems(),
    running: () => starter.current(),
    databaseClient: databaseClient(rootConfig, pluginMetadata.getId()),
    extensions: () => ({
      list: extensions.list(),
      problems: extensions.problems,
    }),
  });
  const waiting = createRouter({ ...services, setUp });
  /** One for each start: its routes hold the parts of that start. */
  const routers = new WeakMap<RunningPlugin, Handler>();
  const routerOf = (running: RunningPlugin) => {
    const { parts, config } = running;
    const router =
      routers.get(running) ??
      createRouter({ ...services, setUp, parts, contact: config.contact });
    routers.set(running, router);
    return router;
  };

  lifecycle.addStartupHook(() => {
    isUp = true;
    starter.current()?.startWorker();
  });
  const unfollow = followSettings(services, starter);
  lifecycle.addShutdownHook(async () => {
    unfollow();
    await starter.stop();
  });
  await starter.begin(PATIENCE_MS);

  const router = Router().use((request, response, next) => {
    const running = starter.current();
    (running ? routerOf(running) : waiting)(request, response, next);
  });
  return {
    router,
    running: () => starter.current(),
  };
}

/** Where the portal tells of new settings, they count at once. */
function followSettings(
  { rootConfig, logger }: PortalServices,
  starter: Starter<RunningPlugin>,
): () => void {
  let mark = settingsMark(rootConfig);
  let timer: NodeJS.Timeout | undefined;
  const take = async () => {
    const before = mark;
    mark = settingsMark(rootConfig);
    const running = starter.current();
    if (mark.plugin !== before.plugin || !running) {
      logger.info('The settings have changed: the plugin starts anew');
      await starter.restart();
    } else if (mark.clusters !== before.clusters) {
      await running.readClustersAnew();
    }
  };
  const subscription = rootConfig.subscribe?.(() => {
    clearTimeout(timer);
    timer = setTimeout(
      () =>
        void take().catch(error =>
          logger.warn(
            `New settings could not be taken up: ${(error as Error).message}`,
          ),
        ),
      SETTLE_MS,
    ).unref();
  });
  return () => {
    clearTimeout(timer);
    subscription?.unsubscribe();
  };
}
