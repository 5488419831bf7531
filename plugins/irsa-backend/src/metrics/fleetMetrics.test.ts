import { Summary } from 'backstage-plugin-irsa-common';
import { mockLogger } from '../__testUtils__/mockLogger';
import { offerFleetMetrics } from './fleetMetrics';

const summary: Summary = {
  workloads: 12,
  withStaticKey: 5,
  acceptedRisks: 1,
  soaking: 2,
  keyOff: 1,
  keyless: 4,
  keptSecrets: 2,
  blocked: 1,
  unknown: 3,
  unusedKeys90d: 2,
  coverage: {
    clusters: [
      { name: 'a', state: 'ok', workloads: 1 },
      { name: 'b', state: 'ok', workloads: 1 },
      { name: 'c', state: 'unreachable', workloads: 0 },
    ],
    accounts: [{ accountId: '111122223333', state: 'denied' }],
  },
};

/** A stand-in for the collector: it keeps the callbacks and calls all of them. */
function collector(read: () => Promise<Summary>) {
  const callbacks: [string, Function][] = [];
  const warnings: string[] = [];
  const createObservableGauge = (name: string) => ({
    addCallback: (callback: Function) => callbacks.push([name, callback]),
    removeCallback: () => {},
  });
  offerFleetMetrics({
    metrics: { createObservableGauge } as never,
    inventory: () => ({ summary: read }),
    logger: mockLogger({
      warn: message => warnings.push(message),
    }),
  });
  const collect = async () => {
    const values: Record<string, number> = {};
    for (const [name, callback] of callbacks) {
      await callback({
        observe: (value: number, attributes?: Record<string, string>) => {
          values[[name, ...Object.values(attributes ?? {})].join(' ')] = value;
        },
      });
    }
    return values;
  };
  return { collect, warnings };
}

describe('offerFleetMetrics', () => {
  it('gives the figures of the summary, from one reading', async () => {
    const read = jest.fn(async () => summary);
    expect(await collector(read).collect()).toEqual({
      'irsa.workloads static': 5,
      'irsa.workloads soaking': 2,
      'irsa.workloads keyOff': 1,
      'irsa.workloads keyless': 4,
      'irsa.workloads kept': 2,
      'irsa.workloads unknown': 3,
      'irsa.risks.accepted': 1,
      'irsa.keys.unused': 2,
      'irsa.clusters ok': 2,
      'irsa.clusters unreachable': 1,
      'irsa.accounts denied': 1,
    });
    expect(read).toHaveBeenCalledTimes(1);
  });

  it('gives nothing while the database is away', async () => {
    const { collect, warnings } = collector(async () => {
      throw new Error('The database is away');
    });
    expect(await collect()).toEqual({});
    expect(warnings[0]).toContain('has no value now');
  });
});
