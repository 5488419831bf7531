import { FootingFact } from 'backstage-plugin-irsa-common';
import { observeFooting } from './observeFooting';

const DAY = 86_400_000;
const start = Date.parse('2026-11-20T10:00:00Z');
const iso = (time: number) => new Date(time).toISOString();
const fact = (state: FootingFact['state']): FootingFact => ({
  object: 'IAM role x',
  state,
  message: 'm.',
});

describe('observeFooting', () => {
  const soak = {
    startedAt: iso(start),
    endsAt: iso(start + 7 * DAY),
    quiet: true,
  };
  const look = (
    before: typeof soak,
    state: FootingFact['state'],
    day: number,
  ) =>
    observeFooting({
      soak: before,
      facts: [fact(state)],
      now: start + day * DAY,
    });

  it('stops the clock once, says what broke once, and goes on with the rest when it is mended', () => {
    const broken = look(soak, 'broken', 2);
    expect(broken.soak).toMatchObject({
      brokenSince: iso(start + 2 * DAY),
      remainingSeconds: (5 * DAY) / 1000,
    });
    expect(broken.events).toEqual([
      { level: 'warning', message: 'Soak broken: IAM role x: m.' },
    ]);
    expect(broken.tell?.broken).toBe(true);

    const still = look(broken.soak, 'broken', 3);
    expect(still.soak.brokenSince).toBe(iso(start + 2 * DAY));
    expect([still.events, still.tell]).toEqual([[], undefined]);

    const mended = look(still.soak, 'holds', 10);
    expect(mended.soak).toMatchObject({ endsAt: iso(start + 15 * DAY) });
    expect(mended.soak.brokenSince).toBeUndefined();
    expect(mended.events.map(({ message }) => message)).toEqual([
      'Mended: IAM role x: m.',
      expect.stringMatching(/goes on/),
    ]);
    expect(mended.tell?.broken).toBe(false);
  });

  it('is as of its oldest part, where the account was read before the cluster', () => {
    const readAt = (asOf?: number) =>
      observeFooting({ soak, facts: [fact('holds')], asOf, now: start + DAY })
        .soak.footing?.readAt;
    expect(readAt(start)).toBe(iso(start));
    expect(readAt(start + 2 * DAY)).toBe(iso(start + DAY));
    expect(readAt()).toBe(iso(start + DAY));
  });

  it('takes what could not be read for neither broken nor mended', () => {
    const unread = look(soak, 'notKnown', 2);
    expect(unread.soak.brokenSince).toBeUndefined();
    expect(unread.soak.endsAt).toBe(soak.endsAt);
    expect(unread.events[0].message).toMatch(/^Not known/);
    const broken = look(unread.soak, 'broken', 3);
    const again = look(broken.soak, 'notKnown', 4);
    expect(again.soak.brokenSince).toBe(iso(start + 3 * DAY));
  });
});
