import fc from 'fast-check';
import { MigrationStatus } from 'backstage-plugin-irsa-common';
import { PlanExecution } from '../../plan/types';
import { ActFacts, possibleActs } from './possibleActs';
import { MigrationState } from './records';

const now = Date.parse('2026-11-23T12:00:00Z');
const HOUR = 3_600_000;
const iso = (time: number) => new Date(time).toISOString();

function judge(
  status: MigrationStatus,
  state: Partial<MigrationState> = {},
  facts: Partial<ActFacts> = {},
  execution: Partial<PlanExecution> = {},
) {
  return possibleActs(
    {
      status,
      direction: 'forward',
      state: { proofs: [], secretState: 'present', ...state },
      execution: {
        key: { fingerprint: 'f', last4: 'ABCD', userName: 'u' },
        secrets: [{ name: 'aws-secrets', onlyAwsKeys: true }],
        ...execution,
      } as PlanExecution,
    },
    {
      now,
      coolingMs: 7 * 24 * HOUR,
      keyUsers: [],
      unreadClusters: [],
      ...facts,
    },
  );
}

const soak = (endsAt: number, keyState: 'active' | 'deleted' = 'active') => ({
  soak: {
    startedAt: iso(now - HOUR),
    endsAt: iso(endsAt),
    quiet: true,
    keyState,
  },
});

describe('possibleActs', () => {
  it.each<[MigrationStatus, string[]]>([
    ['queued', ['stop', 'rollback']],
    ['running', ['stop', 'rollback']],
    ['stopping', ['rollback']],
    ['stopped', ['continue', 'rollback', 'close']],
    ['needsHuman', ['continue', 'rollback', 'close']],
    ['closed', []],
    ['rollingBack', []],
    ['rolledBack', []],
    ['failed', []],
  ])('%s', (status, acts) => {
    expect(judge(status).possible).toEqual(acts);
  });

  it('lets the key be switched off when the soak is over', () => {
    expect(judge('soaking', soak(now - 1)).possible).toContain(
      'deactivate-key',
    );
  });

  it('asks for a reason before the end of the soak', () => {
    const { possible, withReason, guards } = judge('soaking', soak(now + HOUR));
    expect(possible).not.toContain('deactivate-key');
    expect(withReason).toEqual(['deactivate-key']);
    expect(guards).toEqual([
      expect.objectContaining({
        act: 'deactivate-key',
        availableAt: iso(now + HOUR),
      }),
    ]);
  });

  it('never lets the key be switched off under another workload, whatever the reason', () => {
    for (const keyUsers of [['c/n/Deployment/other'], undefined]) {
      const verdict = judge('soaking', soak(now - 1), { keyUsers });
      expect(verdict.possible).not.toContain('deactivate-key');
      expect(verdict.withReason).toEqual([]);
    }
  });

  it('takes an unread cluster for a possible user', () => {
    const verdict = judge('soaking', soak(now - 1), { unreadClusters: ['eu'] });
    expect(verdict.possible).not.toContain('deactivate-key');
    expect(verdict.withReason).toEqual(['deactivate-key']);
    expect(verdict.guards).toContainEqual(
      expect.objectContaining({
        act: 'deactivate-key',
        unreadClusters: ['eu'],
        message: expect.stringMatching(/irsa\.key\.decide/),
      }),
    );
  });

  it('deletes nothing before the cooling time is over, at any time', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 30 * 24 }), hoursOff => {
        const { possible } = judge('keyInactive', {
          ...soak(now - 1),
          keyInactiveSince: iso(now - hoursOff * HOUR),
        });
        expect(possible.includes('delete-key')).toBe(hoursOff >= 7 * 24);
        expect(possible).toContain('rollback');
      }),
    );
  });

  it('has no way back from a deleted key or Secret', () => {
    expect(judge('soaking', soak(now - 1, 'deleted')).possible).not.toContain(
      'rollback',
    );
    expect(
      judge('keyInactive', { ...soak(now - 1), secretState: 'deleted' })
        .possible,
    ).not.toContain('rollback');
    expect(
      judge('keyInactive', { ...soak(now - 1), deletedSecrets: ['one'] })
        .possible,
    ).not.toContain('rollback');
  });

  it('judges by what the Secret holds at the moment of the act, not by the plan', () => {
    for (const onlyAwsKeys of [true, false]) {
      const secrets = [{ name: 'mixed', onlyAwsKeys }];
      const judged = (state: Partial<MigrationState>) =>
        judge('keyInactive', state, {}, { secrets });
      expect(judged(soak(now)).possible).not.toContain('delete-secret');
      const cooled = {
        ...soak(now),
        keyInactiveSince: new Date(0).toISOString(),
      };
      expect(judged(cooled).possible).toContain('delete-secret');
    }
  });
});
