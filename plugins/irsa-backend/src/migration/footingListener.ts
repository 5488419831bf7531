import { LoggerService } from '@backstage/backend-plugin-api';
import { NotificationService } from '@backstage/plugin-notifications-node';
import { IrsaConfig } from '../config/IrsaConfig';
import { pageLinks } from '../config/pageLinks';
import { workloadTitle } from './kubernetes/objects';
import { FootingListener } from './soak/SoakWatcher';

/** Tells the owner when what a migrated workload rests on breaks, and when it holds again. */
export function createFootingListener(options: {
  notifications?: NotificationService;
  config: Pick<IrsaConfig, 'pagePath'>;
  logger: LoggerService;
}): FootingListener {
  const { notifications, config, logger } = options;
  const links = pageLinks(config.pagePath);
  return async ({ id, facts, execution }, { broken, message }) => {
    if (!notifications || !facts.ownerRef) {
      return;
    }
    const title = workloadTitle(execution.workload);
    try {
      await notifications.send({
        recipients: { type: 'entity', entityRef: facts.ownerRef },
        payload: {
          title: broken
            ? `${title}: soak broken`
            : `${title}: the soak goes on`,
          description: message.slice(0, 500),
          link: links.migration(id),
          severity: broken ? 'high' : 'normal',
          topic: 'irsa',
          scope: `irsa:soak:${id}`,
        },
      });
    } catch {
      // The channel has logged why, once and not for each migration.
      logger.debug(`The owner was not told about the soak of migration ${id}`);
    }
  };
}
