import { observeSoak } from './observeSoak';

const DAY = 86_400_000;
const switched = Date.parse('2026-11-20T10:00:00Z');
const iso = (time: number) => new Date(time).toISOString();
const soak = {
  startedAt: iso(switched),
  endsAt: iso(switched + 7 * DAY),
  quiet: true,
  keyLastUsedAt: iso(switched - 60_000),
};
const look = (lastUsed: number, ownUses: number[] = [], now = switched + DAY) =>
  observeSoak({
    soak,
    soakMs: 7 * DAY,
    key: { state: 'active', lastUsedAt: iso(lastUsed), service: 's3' },
    ownUses,
    now,
  });

describe('observeSoak', () => {
  it('stays quiet while the last use does not move', () => {
    const { soak: after, events, proofs } = look(switched - 60_000);
    expect(after).toMatchObject({ quiet: true, endsAt: soak.endsAt });
    expect(events).toEqual([]);
    expect(proofs).toEqual([
      expect.objectContaining({ level: 'L5', state: 'pending' }),
    ]);
  });

  it('is not disturbed by a use of before the switch that AWS tells late', () => {
    expect(look(switched - 1000).soak.quiet).toBe(true);
  });

  it('starts the window again on a use after the switch', () => {
    const used = switched + DAY / 2;
    const { soak: after, events, proofs } = look(used);
    expect(after.quiet).toBe(false);
    expect(after.endsAt).toBe(iso(used + 7 * DAY));
    expect(after.uses).toEqual([
      { at: iso(used), service: 's3', region: undefined },
    ]);
    expect(events[0].level).toBe('warning');
    expect(proofs[0].state).toBe('failed');
  });

  it("does not take the portal's own preview for a use, nor for silence of others in that minute", () => {
    const used = switched + DAY / 2;
    const { soak: after, events, proofs } = look(used, [used + 20_000]);
    expect(after).toMatchObject({ quiet: true, endsAt: soak.endsAt });
    expect(after.unsureUseAt).toBe(iso(used));
    expect(events[0].level).toBe('info');
    expect(proofs[0].detail).toMatch(/^Not known/);
    const late = look(used, [used + 20_000], switched + 7 * DAY);
    expect(late.proofs[0]).toMatchObject({ level: 'L5', state: 'notChecked' });
  });

  it.each(['sqs', 'sns', 'kms', 'secretsmanager', 'dynamodb'])(
    'does not take a harmless call of the portal to %s for a use',
    service => {
      const used = switched + DAY / 2;
      const { soak: after } = observeSoak({
        soak,
        soakMs: 7 * DAY,
        key: { state: 'active', lastUsedAt: iso(used), service },
        ownUses: [used + 20_000],
        now: switched + DAY,
      });
      expect(after).toMatchObject({
        quiet: true,
        endsAt: soak.endsAt,
        unsureUseAt: iso(used),
      });
    },
  );

  it.each([
    ['a minute after a preview', 60_000, 's3'],
    [
      'in the same minute, of a service that the portal does not call',
      0,
      'ec2',
    ],
  ])('takes a use %s for that of others', (_, later, service) => {
    const preview = switched + DAY / 2;
    const { soak: after } = observeSoak({
      soak,
      soakMs: 7 * DAY,
      key: { state: 'active', lastUsedAt: iso(preview + later), service },
      ownUses: [preview],
      now: switched + DAY,
    });
    expect(after.quiet).toBe(false);
    expect(after.unsureUseAt).toBeUndefined();
  });

  it('says that nothing is known when the key could not be read', () => {
    const { soak: after, proofs } = observeSoak({
      soak,
      soakMs: 7 * DAY,
      key: 'notKnown',
      ownUses: [],
      now: switched + 8 * DAY,
    });
    expect(after.checkedAt).toBeUndefined();
    expect(proofs[0]).toMatchObject({ level: 'L5', state: 'notChecked' });
  });

  describe('that it works with the key off', () => {
    const off = switched + DAY;
    const l6 = (facts: Partial<Parameters<typeof observeSoak>[0]>) =>
      observeSoak({
        soak,
        soakMs: 7 * DAY,
        key: { state: 'inactive' },
        ownUses: [],
        keyInactiveSince: iso(off),
        roleLastUsedAt: new Date(off + DAY),
        footingHolds: true,
        now: off + 2 * DAY,
        ...facts,
      }).proofs.find(({ level }) => level === 'L6');

    it('is proven by a use of the role after the key was seen off', () => {
      expect(l6({})).toMatchObject({ state: 'proven' });
    });

    it.each([
      ['the key is active', { key: { state: 'active' as const } }],
      ['the role was last used before', { roleLastUsedAt: new Date(off) }],
      ["the use may be the portal's own", { ownRoleUses: [off + DAY] }],
      ['not all could be read', { footingHolds: false }],
    ])('is not proven while %s', (_, facts) => {
      expect(l6(facts)).toMatchObject({ state: 'pending' });
    });

    it('is not known when IAM could not be read', () => {
      expect(l6({ key: 'notKnown' })).toMatchObject({ state: 'notChecked' });
    });

    it('has failed when what it rests on is broken', () => {
      expect(
        l6({ soak: { ...soak, brokenSince: iso(off) }, footingHolds: false }),
      ).toMatchObject({ state: 'failed' });
    });
  });

  it("does not say that AWS saw the role in use when that may be the portal's own try", () => {
    const proof = observeSoak({
      soak,
      soakMs: 7 * DAY,
      key: { state: 'active' },
      ownUses: [],
      roleLastUsedAt: new Date(switched - 5_000),
      ownRoleUses: [switched - 6_000],
      now: switched + DAY,
    }).proofs.find(({ level }) => level === 'L6');
    expect(proof?.state).toBe('pending');
    expect(proof?.detail).toMatch(/is not known/);
  });

  it('is proven when the window is over', () => {
    const { proofs } = look(switched - 60_000, [], switched + 7 * DAY);
    expect(proofs[0].state).toBe('proven');
  });

  it('is not proven by what AWS was asked before the window was over', () => {
    const end = switched + 7 * DAY;
    const [quiet] = observeSoak({
      soak,
      soakMs: 7 * DAY,
      key: { state: 'active', lastUsedAt: iso(switched - 60_000) },
      ownUses: [],
      now: end + 60_000,
      asOf: iso(end - 60_000),
    }).proofs;
    expect(quiet.state).toBe('pending');
  });
});

describe('a key that the migration switched off', () => {
  const since = iso(switched);
  const minutes = (count: number) => iso(switched + count * 60_000);
  type Look = { state?: 'active' | 'inactive'; at: string; used?: string };
  const looks = (...all: Look[]) =>
    all.reduce(
      (before, { state = 'inactive', at, used }) =>
        observeSoak({
          soak: before,
          soakMs: 7 * DAY,
          key: { state, lastUsedAt: used ?? soak.keyLastUsedAt },
          ownUses: [],
          keyInactiveSince: since,
          settleMs: 120_000,
          now: Date.parse(at),
        }).soak,
      { ...soak, keyOffByOthers: false } as Parameters<
        typeof observeSoak
      >[0]['soak'],
    );

  it.each<[string, boolean, string | undefined, Look[]]>([
    ['is ours while it stays off', false, undefined, [{ at: minutes(30) }]],
    [
      'is ours when IAM shows the switch late',
      false,
      undefined,
      [{ state: 'active', at: minutes(1) }, { at: minutes(5) }],
    ],
    [
      'is not ours when it was on in between',
      true,
      'seenOn',
      [{ state: 'active', at: minutes(5) }, { at: minutes(10) }],
    ],
    [
      'is not ours when it was on in between, a day ago',
      true,
      'seenOn',
      [
        { state: 'active', at: minutes(5) },
        ...Array.from({ length: 48 }, (_, hour) => ({
          at: minutes(10 + hour * 30),
        })),
      ],
    ],
    [
      'is not ours when it was used since',
      true,
      'used',
      [{ at: minutes(30), used: minutes(20) }],
    ],
    [
      'is ours when it was used as it was switched',
      false,
      undefined,
      [{ at: minutes(30), used: minutes(1) }],
    ],
    [
      'is not known to be ours when nobody looked for hours',
      true,
      'notWatched',
      [{ at: minutes(30) }, { at: minutes(300) }, { at: minutes(305) }],
    ],
  ])('%s', (_, byOthers, reason, all) => {
    const after = looks(...all);
    expect(after.keyOffByOthers ?? false).toBe(byOthers);
    expect(after.keyOffDoubt?.reason).toBe(reason);
    expect(after.keyOffSince).toBe(
      { seenOn: minutes(10), used: minutes(30) }[reason ?? ''] ?? since,
    );
  });

  it('is off only since the look that saw it off after its last use', () => {
    const used = [
      { at: minutes(30), used: minutes(20) },
      { at: minutes(60), used: minutes(20) },
    ];
    expect(looks(...used).keyOffSince).toBe(minutes(30));
    const again = { at: minutes(90), used: minutes(80) };
    expect(looks(...used, again).keyOffSince).toBe(minutes(90));
  });
});
