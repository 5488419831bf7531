import { MigrationRecord, SoakState } from './records';
import { outsideUse } from './outsideUse';

const HOUR = 3_600_000;
const left = Date.parse('2026-11-20T10:00:00Z');
const iso = (hours: number) => new Date(left + hours * HOUR).toISOString();

const soaking = (changes: Partial<SoakState> = {}) =>
  ({
    state: {
      proofs: [],
      soak: {
        startedAt: iso(0),
        endsAt: iso(168),
        quiet: true,
        checkedAt: iso(1),
        keyLastUsedAt: iso(-1),
        ...changes,
      },
    },
  } as Pick<MigrationRecord, 'state'>);

const judged = (facts: Partial<Parameters<typeof outsideUse>[0]>) =>
  outsideUse({
    migrations: [soaking()],
    users: 0,
    unreadClusters: [],
    ...facts,
  });

describe('whether something outside uses a key', () => {
  it('is not seen while its last use is of before the switch', () => {
    expect(judged({}).outside).toEqual({
      state: 'notSeen',
      message: expect.stringContaining(`as of ${iso(1)}`),
    });
  });

  it('is seen when the soak has found one', () => {
    const uses = [{ at: iso(2) }];
    expect(judged({ migrations: [soaking({ uses })] }).outside.state).toBe(
      'seen',
    );
  });

  it('is not known of a use that a scan has read and the soak not yet', () => {
    const { lastUse, outside } = judged({
      key: { asOf: iso(3), lastUsedAt: iso(2) },
    });
    expect(lastUse?.at).toBe(iso(2));
    expect(outside).toEqual({
      state: 'notKnown',
      message: expect.stringContaining(`a use of the key at ${iso(2)}`),
    });
  });

  it('is not known where no workload has left it', () => {
    const key = { asOf: iso(3), lastUsedAt: iso(2) };
    expect(judged({ key, migrations: [] }).outside.state).toBe('notKnown');
  });
});
