import { LoggerService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import {
  NotificationSendOptions,
  NotificationService,
} from '@backstage/plugin-notifications-node';
import { RecurringFailures } from '../shared/RecurringFailures';

const NAME = 'notifications';

/**
 * The portal's notifications, which many portals do not have: one warning and not one for each notice, and no further try for
 * a while after a failure.
 */
export class NoticeChannel implements NotificationService {
  private readonly failures: RecurringFailures;

  constructor(
    private readonly notifications: NotificationService,
    logger: LoggerService,
    failures?: RecurringFailures,
  ) {
    this.failures = failures ?? new RecurringFailures({ logger });
  }

  /** Throws ServiceUnavailableError, which was logged already. */
  async send(options: NotificationSendOptions): Promise<void> {
    if (this.failures.pauseOf(NAME) === 0) {
      try {
        await this.notifications.send(options);
        this.failures.succeeded(NAME, 'Notifications are taken again');
        return;
      } catch (error) {
        this.failures.failed(NAME, toWords(error as Error));
      }
    }
    throw new ServiceUnavailableError(this.failure()?.message);
  }

  /** Why notices do not arrive now, if they do not. */
  failure(): { message: string; since: number } | undefined {
    return this.failures.lasting(NAME);
  }
}

function toWords({ message }: Error): string {
  const rest =
    'Owners are told nothing until that is mended; or set irsa.notifications.enabled: false.';
  return /status 404/.test(message)
    ? `This portal has no notifications. Add @backstage/plugin-notifications-backend to it. ${rest}`
    : `The portal's notifications do not take messages (${message}). ${rest}`;
}
