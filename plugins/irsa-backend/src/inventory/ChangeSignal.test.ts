import { mockLogger } from '../__testUtils__/mockLogger';
import { ChangeSignal } from './ChangeSignal';

describe('ChangeSignal', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('tells once of many changes, by cluster and with nothing of what has changed', async () => {
    const publish = jest.fn().mockResolvedValue(undefined);
    const signal = new ChangeSignal({ publish }, mockLogger());
    for (let at = 0; at < 100; at += 1) {
      signal.soon({ workload: `arn:aws:eks/prod/shop/Deployment/w${at}` });
    }
    signal.soon({ cluster: 'other' });
    expect(publish).not.toHaveBeenCalled();
    await jest.advanceTimersByTimeAsync(500);
    expect(publish.mock.calls).toEqual([
      [
        {
          recipients: { type: 'broadcast' },
          channel: 'irsa:inventory',
          message: { clusters: ['arn:aws:eks/prod', 'other'] },
        },
      ],
    ]);
    signal.soon({ cluster: 'other' });
    signal.stop();
    await jest.advanceTimersByTimeAsync(5000);
    expect(publish).toHaveBeenCalledTimes(1);
  });
});
