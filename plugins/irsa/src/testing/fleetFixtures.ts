import {
  Coverage,
  HeatMap,
  Summary,
  Trends,
} from 'backstage-plugin-irsa-common';
import { at, MINUTE } from './time';

/** Data in the shape of the REST contract, for tests and the development app. */

export function coverageFixture(): Coverage {
  return {
    clusters: [
      {
        name: 'production',
        state: 'ok',
        workloads: 2,
        asOf: at(-2 * MINUTE),
        readLevel: 2,
      },
      {
        name: 'on-prem-2',
        state: 'unauthorized',
        workloads: 0,
        message: 'Answered 401. Renew the token of the portal.',
        lastTriedAt: at(-2 * MINUTE),
      },
    ],
    accounts: [{ accountId: '111122223333', state: 'ok', asOf: at(-MINUTE) }],
    scanIntervalSeconds: 300,
    asOf: at(-2 * MINUTE),
  };
}

export function heatMapFixture(): HeatMap {
  return {
    rows: [
      {
        name: 'production',
        isKnown: true,
        cells: [{ band: 'd365', count: 1 }],
      },
      { name: 'on-prem-2', isKnown: false, cells: [] },
    ],
  };
}

export function trendsFixture(): Trends {
  const on = (date: string, withStaticKey: number, keyless: number) => ({
    day: date,
    withStaticKey,
    soaking: 1,
    keyOff: 1,
    keyless,
    unknown: 4,
    statuses: {},
  });
  return {
    days: [
      on('2026-11-20', 9, 1),
      on('2026-11-22', 7, 2),
      on('2026-11-23', 5, 4),
    ],
  };
}

export function summaryFixture(): Summary {
  return {
    workloads: 5,
    listed: 2,
    withStaticKey: 1,
    soaking: 0,
    keyOff: 0,
    keyless: 1,
    blocked: 0,
    unknown: 4,
    unusedKeys90d: 0,
    oldestKeyDays: 412,
    coverage: coverageFixture(),
  };
}
