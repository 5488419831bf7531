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

  it("does not take the portal's own preview for a use", () => {
    const used = switched + DAY / 2;
    const { soak: after, events } = look(used, [used + 20_000]);
    expect(after).toMatchObject({ quiet: true, endsAt: soak.endsAt });
    expect(events[0].level).toBe('info');
  });

  it('is proven when the window is over', () => {
    const { proofs } = look(switched - 60_000, [], switched + 7 * DAY);
    expect(proofs[0].state).toBe('proven');
  });
});
