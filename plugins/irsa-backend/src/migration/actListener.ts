import { LoggerService } from '@backstage/backend-plugin-api';
import { NotificationService } from '@backstage/plugin-notifications-node';
import { IrsaConfig } from '../config/IrsaConfig';
import { pageLinks } from '../config/pageLinks';
import { workloadTitle } from './kubernetes/objects';
import { ACT_TITLES } from './model/actTitles';
import { MigrationRecord, OpenAct } from './model/records';

interface Options {
  notifications?: NotificationService;
  config: Pick<IrsaConfig, 'pagePath'>;
  logger: LoggerService;
}

/**
 * Tells who asked for an act, and the owner, that it failed or was confirmed by nobody (`state.lastAct` says why): they may
 * have left the page long ago.
 */
export function createActListener(
  options: Options,
): (record: MigrationRecord) => Promise<void> {
  return async record => {
    const { lastAct } = record.state;
    if (!lastAct) {
      return;
    }
    // A service is no entity.
    const asker = lastAct.by.startsWith('user:') ? [lastAct.by] : [];
    const owner = record.facts.ownerRef ? [record.facts.ownerRef] : [];
    await send(options, record, {
      entityRef: [...asker, ...owner],
      title: `${ACT_TITLES[lastAct.act]} ${
        lastAct.state === 'expired' ? 'was not confirmed' : 'did not work'
      }`,
      description: lastAct.message,
    });
  };
}

/** Tells those who may be the second person, and not the first, that an act waits for one. */
export function createWaitListener(
  options: Options,
): (record: MigrationRecord, act: OpenAct) => Promise<void> {
  return async (record, act) =>
    send(options, record, {
      entityRef: act.told ?? [],
      excludeEntityRef: act.by,
      title: `${ACT_TITLES[act.request.act]} waits for a second person`,
      description: `${act.by} asked for it. It cannot be undone, so another person with the same permission must confirm it, until ${act.expiresAt}. After that it expires.`,
    });
}

async function send(
  { notifications, config, logger }: Options,
  { id, execution }: MigrationRecord,
  notice: {
    entityRef: string[];
    excludeEntityRef?: string;
    title: string;
    description: string;
  },
): Promise<void> {
  const { entityRef, excludeEntityRef, title, description } = notice;
  if (!notifications || entityRef.length === 0) {
    return;
  }
  try {
    await notifications.send({
      recipients: {
        type: 'entity',
        entityRef,
        ...(excludeEntityRef && { excludeEntityRef }),
      },
      payload: {
        title: `${workloadTitle(execution.workload)}: ${title}`,
        description: description.slice(0, 500),
        link: pageLinks(config.pagePath).migration(id),
        severity: 'high',
        topic: 'irsa',
        scope: `irsa:act:${id}`,
      },
    });
  } catch {
    // The channel has logged why, once and not for each migration.
    logger.debug(`Nobody was told of an act of migration ${id}`);
  }
}
