import { LoggerService } from '@backstage/backend-plugin-api';
import { NotificationService } from '@backstage/plugin-notifications-node';
import { IrsaConfig } from '../config/IrsaConfig';
import { pageLinks } from '../config/pageLinks';
import { workloadTitle } from './kubernetes/objects';
import { FootingListener } from './soak/SoakWatcher';

interface Texts {
  broken: string;
  holds: string;
  scope: string;
}

const SOAK: Texts = {
  broken: 'soak broken',
  holds: 'the soak goes on',
  scope: 'soak',
};

/** The end of a migration, which is looked at once a day. */
export const DRIFT: Texts = {
  broken: 'not as the migration left it',
  holds: 'as the migration left it again',
  scope: 'drift',
};

/** Tells the owner when what a migrated workload rests on breaks, and when it holds again. False: it is to be told again. */
export function createFootingListener(
  options: {
    notifications?: NotificationService;
    config: Pick<IrsaConfig, 'pagePath'>;
    logger: LoggerService;
  },
  texts: Texts = SOAK,
): FootingListener {
  const { notifications, config, logger } = options;
  const links = pageLinks(config.pagePath);
  return async ({ id, facts, execution }, { broken, message }) => {
    if (!notifications || !facts.ownerRef) {
      return true;
    }
    const title = workloadTitle(execution.workload);
    try {
      await notifications.send({
        recipients: { type: 'entity', entityRef: facts.ownerRef },
        payload: {
          title: `${title}: ${broken ? texts.broken : texts.holds}`,
          description: message.slice(0, 500),
          link: links.migration(id),
          severity: broken ? 'high' : 'normal',
          topic: 'irsa',
          scope: `irsa:${texts.scope}:${id}`,
        },
      });
      return true;
    } catch {
      // The channel has logged why, once and not for each migration.
      logger.debug(
        `The owner was not told about the ${texts.scope} of migration ${id}`,
      );
      return false;
    }
  };
}
