import { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import { mockLogger } from '../__testUtils__/mockLogger';
import { RecurringFailures } from '../shared/RecurringFailures';
import { NoticeChannel } from './NoticeChannel';

const notice: NotificationSendOptions = {
  recipients: { type: 'entity', entityRef: 'group:default/a' },
  payload: { title: 'A key' },
};

describe('NoticeChannel', () => {
  function setUp() {
    const clock = { now: 0 };
    const logger = mockLogger();
    const inner = { send: jest.fn(async () => {}) };
    const failures = new RecurringFailures({
      logger,
      now: () => clock.now,
      random: () => 1,
    });
    return {
      clock,
      logger,
      inner,
      channel: new NoticeChannel(inner, logger, failures),
    };
  }

  it('warns once where a portal has no notifications, whatever there is to tell', async () => {
    const { clock, logger, inner, channel } = setUp();
    inner.send.mockRejectedValue(
      new Error('Failed to send notifications: Request failed with status 404'),
    );
    for (let i = 0; i < 100; i += 1) {
      clock.now += 100;
      await expect(channel.send(notice)).rejects.toThrow(
        'plugin-notifications-backend',
      );
    }
    expect(logger.warn).toHaveBeenCalledTimes(1);
    // 10 seconds: at 0, and after 1, 2 and 4 seconds more.
    expect(inner.send.mock.calls.length).toBeLessThan(6);
    expect(channel.failure()?.message).toContain('notifications');
  });

  it('sends again when they are there', async () => {
    const { clock, logger, inner, channel } = setUp();
    inner.send.mockRejectedValueOnce(new Error('connect ECONNREFUSED'));
    await expect(channel.send(notice)).rejects.toThrow('ECONNREFUSED');
    clock.now += 1_000;
    await channel.send(notice);
    expect(channel.failure()).toBeUndefined();
    expect(logger.info).toHaveBeenCalledTimes(1);
    expect(inner.send).toHaveBeenLastCalledWith(notice);
  });
});
