import { LoggerService } from '@backstage/backend-plugin-api';
import { NotificationService } from '@backstage/plugin-notifications-node';
import { IrsaConfig } from '../config/IrsaConfig';
import { pageLinks } from '../config/pageLinks';
import { workloadTitle } from './kubernetes/objects';
import { ACT_TITLES } from './model/actTitles';
import { MigrationRecord } from './model/records';

/** Tells who asked for an act, and the owner, that it failed (`state.lastAct` says why): they may have left the page long ago. */
export function createActListener(options: {
  notifications?: NotificationService;
  config: Pick<IrsaConfig, 'pagePath'>;
  logger: LoggerService;
}): (record: MigrationRecord) => Promise<void> {
  const { notifications, config, logger } = options;
  const links = pageLinks(config.pagePath);
  return async ({ id, facts, execution, state: { lastAct } }) => {
    if (!notifications || !lastAct) {
      return;
    }
    // A service is no entity.
    const asker = lastAct.by.startsWith('user:') ? [lastAct.by] : [];
    const owner = facts.ownerRef ? [facts.ownerRef] : [];
    const entityRef = [...asker, ...owner];
    if (entityRef.length === 0) {
      return;
    }
    try {
      await notifications.send({
        recipients: { type: 'entity', entityRef },
        payload: {
          title: `${workloadTitle(execution.workload)}: ${
            ACT_TITLES[lastAct.act]
          } did not work`,
          description: lastAct.message.slice(0, 500),
          link: links.migration(id),
          severity: 'high',
          topic: 'irsa',
          scope: `irsa:act:${id}`,
        },
      });
    } catch {
      // The channel has logged why, once and not for each migration.
      logger.debug(`Nobody was told of the failed act of migration ${id}`);
    }
  };
}
