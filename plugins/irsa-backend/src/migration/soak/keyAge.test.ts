import { MigrationRecord } from '../model/records';
import { keyLookAfter } from './keyAge';

const HOUR = 3_600_000;
const now = Date.parse('2026-11-20T10:00:00Z');
const iso = (time: number) => new Date(time).toISOString();

function watched(
  state: object = {},
  status = 'soaking',
  fingerprint = 'one',
): MigrationRecord {
  const soak = {
    startedAt: iso(now - 48 * HOUR),
    endsAt: iso(now + 48 * HOUR),
  };
  return {
    status,
    state: { soak, ...state },
    execution: { key: { fingerprint } },
  } as unknown as MigrationRecord;
}

const before = (record: MigrationRecord, ...others: MigrationRecord[]) =>
  (now - keyLookAfter(record, [record, ...others], { now, settleMs: 60_000 })) /
  60_000;

describe('the age of what is known of a key', () => {
  it('is an hour while the key is on, and less while it is off', () => {
    expect(before(watched())).toBe(60);
    expect(before(watched({}, 'keyInactive'))).toBe(30);
  });

  it('reaches back to what an act did to the key, through whichever migration, and for IAM to settle', () => {
    const acted = (minutes: number, fingerprint?: string) =>
      watched(
        { lastAct: { endedAt: iso(now - minutes * 60_000) } },
        'soaking',
        fingerprint,
      );
    expect(before(acted(10))).toBe(9);
    expect(before(watched(), acted(10))).toBe(9);
    expect(before(watched(), acted(0.5))).toBe(0.5);
    expect(before(watched(), acted(10, 'another'))).toBe(60);
  });

  it('reaches back to the end of the soak, of which nothing older can speak', () => {
    const soak = {
      startedAt: iso(now - 48 * HOUR),
      endsAt: iso(now - 5 * 60_000),
    };
    expect(before(watched({ soak }))).toBe(5);
  });
});
