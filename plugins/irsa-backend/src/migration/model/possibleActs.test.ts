import fc from 'fast-check';
import { MigrationStatus } from 'backstage-plugin-irsa-common';
import { PlanExecution } from '../../plan/types';
import { KeyUsers } from './keyUsers';
import { possibleActs } from './possibleActs';
import { MigrationState } from './records';
import { ActFacts } from './verdict';

const now = Date.parse('2026-11-23T12:00:00Z');
const HOUR = 3_600_000;
const iso = (time: number) => new Date(time).toISOString();

const NOBODY: KeyUsers = {
  users: [],
  underWay: [],
  soaking: [],
  broken: [],
  unproven: [],
};

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
      keyUsers: NOBODY,
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
  it.each([
    [{ unread: true }, ['rollback']],
    [{ unread: true, leftBy: 'user:default/guest' }, []],
    [{}, []],
  ])(
    'lets a person go back without the Git host only while that holds it: %j',
    (facts, possible) => {
      const secretRequest = {
        name: 'aws-secrets',
        attempt: 1,
        by: 'user:default/guest',
        repository: 'https://git.example.com/a/b',
        base: 'main',
        ...facts,
      };
      expect(judge('rollingBack', { secretRequest }).possible).toEqual(
        possible,
      );
    },
  );

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

  it.each<[MigrationStatus, string]>([
    ['soaking', 'deactivate-key'],
    ['keyInactive', 'delete-key'],
  ])(
    'leaves what is broken to the footing, which names it: %s',
    (status, act) => {
      const facts = [
        { object: 'IAM role x', state: 'broken' as const, message: 'Gone.' },
      ];
      const broken = {
        soak: {
          ...soak(now - 1).soak,
          brokenSince: iso(now - HOUR),
          footing: { readAt: iso(now), facts },
        },
      };
      const guard = judge(status, broken).guards.find(each => each.act === act);
      expect(guard?.message).toMatch(/^Soak broken: /);
      expect(guard?.message).not.toContain('IAM role x');
    },
  );

  it('lets the key be switched off when the soak is over', () => {
    expect(judge('soaking', soak(now - 1)).possible).toContain(
      'deactivate-key',
    );
  });

  it.each<[string, Partial<KeyUsers>, string[]]>([
    ['nobody else left the key', {}, ['deactivate-key']],
    [
      'the last one left it before',
      { lastLeftAt: iso(now - 3 * HOUR) },
      ['deactivate-key'],
    ],
    ['the last one left it since', { lastLeftAt: iso(now - HOUR / 4) }, []],
  ])(
    'asks for a reason after a call by others, where %s',
    (_, users, asked) => {
      const callers = {
        asOf: iso(now),
        since: iso(now - HOUR),
        state: 'seen' as const,
        others: 2,
        lastAt: iso(now - HOUR / 2),
        regions: ['eu-west-1'],
        notRead: [],
      };
      const { possible, withReason, guards } = judge(
        'soaking',
        { soak: { ...soak(now - 1).soak, callers } },
        { keyUsers: { ...NOBODY, ...users } },
      );
      expect([...possible, ...withReason]).toContain('deactivate-key');
      expect(withReason).toEqual(asked);
      expect(guards.map(({ message }) => message)).toEqual(
        asked.map(() => expect.stringMatching(/from 2 places, the last at/)),
      );
    },
  );

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
    const other = ['c/n/Deployment/other'];
    for (const keyUsers of [
      { ...NOBODY, users: other },
      { ...NOBODY, underWay: other },
      { ...NOBODY, broken: other },
      undefined,
    ]) {
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

  it.each<[string, string[], RegExp]>([
    [
      'the right that is missing',
      ['eu: The portal may not list widgets there. Give it that right.'],
      /used in eu, which could not be read as a whole \(eu: The portal may not list widgets there\. Give it that right\)\. Only by a decision/,
    ],
    [
      'those of some, and how many more there are',
      ['a: One.', 'b: Two.', 'c: Three.', 'd: Four.'],
      /\(a: One; b: Two; c: Three; and 1 more\)\. Only/,
    ],
  ])('says of an unread cluster %s', (_, unreadReasons, expected) => {
    const { guards } = judge('soaking', soak(now - 1), {
      unreadClusters: ['eu'],
      unreadReasons,
    });
    expect(guards.map(({ message }) => message)).toEqual([
      expect.stringMatching(expected),
    ]);
  });

  it('waits for the soaks of all others that left the key', () => {
    const soaking = [HOUR, 2 * HOUR].map((left, at) => ({
      workloadId: `c/n/Deployment/other-${at}`,
      endsAt: iso(now + left),
    }));
    const verdict = judge('soaking', soak(now - 1), {
      keyUsers: { ...NOBODY, soaking },
    });
    expect(verdict.possible).not.toContain('deactivate-key');
    expect(verdict.withReason).toEqual(['deactivate-key']);
    expect(verdict.guards).toEqual([
      {
        act: 'deactivate-key',
        availableAt: iso(now + 2 * HOUR),
        message: expect.stringMatching(
          /^c\/n\/Deployment\/other-0, c\/n\/Deployment\/other-1 left the same key too/,
        ),
      },
    ]);
  });

  it('asks for a decision about who gets a key that is not known', () => {
    const verdict = judge('soaking', soak(now - 1), {
      keyUsers: { ...NOBODY, unproven: ['c/n/Deployment/other'] },
    });
    expect(verdict.withReason).toEqual(['deactivate-key']);
    expect(verdict.guards).toEqual([
      expect.objectContaining({
        unprovenUsers: ['c/n/Deployment/other'],
        message: expect.stringMatching(/not known.*irsa\.key\.decide/),
      }),
    ]);
  });

  it('does not delete a key under others without a reason', () => {
    const off = { ...soak(now - 1), keyInactiveSince: iso(now - 200 * HOUR) };
    const of = (keyUsers?: KeyUsers) => {
      const { possible, withReason } = judge('keyInactive', off, { keyUsers });
      return [possible.includes('delete-key'), withReason];
    };
    const other = ['c/n/Deployment/other'];
    const later = [{ workloadId: other[0], endsAt: iso(now + HOUR) }];
    expect(of(NOBODY)).toEqual([true, []]);
    expect(of({ ...NOBODY, users: other })).toEqual([false, ['delete-key']]);
    expect(of(undefined)).toEqual([false, ['delete-key']]);
    expect(of({ ...NOBODY, underWay: other })).toEqual([false, []]);
    expect(of({ ...NOBODY, soaking: later })).toEqual([false, []]);
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

  it('lets a key cool anew that was used after it was switched off', () => {
    const of = (hoursOff: number) =>
      judge('keyInactive', {
        keyInactiveSince: iso(now - 200 * HOUR),
        soak: {
          ...soak(now - 1).soak!,
          keyOffSince: iso(now - hoursOff * HOUR),
          keyOffDoubt: { reason: 'used', at: iso(now - 150 * HOUR) },
        },
      }).possible;
    expect(of(149)).not.toContain('delete-key');
    expect(of(7 * 24)).toContain('delete-key');
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

  it('asks for a decision where Git may bring the same files to clusters that could not be read', () => {
    const cooled = {
      ...soak(now),
      keyInactiveSince: new Date(0).toISOString(),
    };
    const judged = (facts: Partial<ActFacts>) =>
      judge('keyInactive', cooled, { gitSecrets: ['aws-secrets'], ...facts });
    expect(judged({}).possible).toContain('request-secret-removal');
    const { possible, withReason, guards } = judged({
      unreadSources: ['west'],
    });
    expect(possible).not.toContain('request-secret-removal');
    expect(withReason).toEqual(['request-secret-removal']);
    expect(guards).toContainEqual(
      expect.objectContaining({
        act: 'request-secret-removal',
        unreadClusters: ['west'],
      }),
    );
    // In the cluster nothing comes from elsewhere.
    expect(
      judge('keyInactive', cooled, { unreadSources: ['west'] }).possible,
    ).toContain('delete-secret');
  });
});
