import { TrailCaller } from 'backstage-plugin-irsa-common';
import { CallersSeen } from '../callers/KeyCallers';
import { SoakState } from '../model/records';
import { observeCallers } from './observeCallers';

const DAY = 86_400_000;
const switched = Date.parse('2026-11-20T10:00:00Z');
const iso = (time: number) => new Date(time).toISOString();

const soak = (changes: Partial<SoakState> = {}): SoakState => ({
  startedAt: iso(switched),
  endsAt: iso(switched + 7 * DAY),
  quiet: true,
  uses: [],
  ...changes,
});
const caller = (
  last: number,
  changes: Partial<TrailCaller> = {},
): TrailCaller => ({
  address: '203.0.113.7',
  userAgent: 'aws-cli/2.15',
  first: iso(last),
  last: iso(last),
  count: 1,
  refused: 0,
  actions: ['sts:GetCallerIdentity'],
  moreActions: 0,
  regions: ['eu-west-1'],
  sessionNames: [],
  ...changes,
});
const seen = (
  others: TrailCaller[] = [],
  changes: Partial<CallersSeen> = {},
): CallersSeen => ({
  asOf: iso(switched + DAY),
  since: iso(switched),
  regions: [{ region: 'eu-west-1', state: 'read', notUnderstood: 0 }],
  others,
  own: [],
  ...changes,
});
const look = (before: SoakState, found?: CallersSeen) =>
  observeCallers(before, found, 7 * DAY);

describe('what CloudTrail adds to a soak', () => {
  it('is nothing where it is not connected', () => {
    expect(look(soak())).toEqual({ soak: soak() });
  });

  it('is a use by others, which starts the soak again, and no address', () => {
    const used = switched + DAY / 2;
    const { soak: after, message } = look(soak(), seen([caller(used)]));
    expect(after).toMatchObject({
      quiet: false,
      endsAt: iso(used + 7 * DAY),
      uses: [{ at: iso(used), service: 'sts', region: 'eu-west-1' }],
      callers: { state: 'seen', others: 1, lastAt: iso(used) },
    });
    expect(message).toMatch(/sts:GetCallerIdentity in eu-west-1/);
    expect(JSON.stringify([after, message])).not.toMatch(/203\.0\.113|aws-cli/);
  });

  it('is no news the second time', () => {
    const found = seen([caller(switched + DAY / 2)]);
    const { soak: once } = look(soak(), found);
    expect(look(once, found)).toEqual({ soak: once });
  });

  it('is one use where AWS told of it as the last use, too', () => {
    const used = switched + DAY / 2;
    const told = soak({
      quiet: false,
      uses: [{ at: iso(used), service: 'sts' }],
    });
    const { soak: after, message } = look(told, seen([caller(used + 20_000)]));
    expect(after.uses).toHaveLength(1);
    expect(message).toBeUndefined();
  });

  it('is nothing of before the switch', () => {
    const { soak: after } = look(soak(), seen([caller(switched - 1000)]));
    expect(after).toMatchObject({
      quiet: true,
      callers: { state: 'notSeen', others: 0 },
    });
  });

  it('tells that a use in the minute of a preview was not only the preview', () => {
    const minute = switched + DAY / 2;
    const { soak: after } = look(
      soak({ unsureUseAt: iso(minute) }),
      seen([caller(minute + 40_000)]),
    );
    expect(after).toMatchObject({ quiet: false, unsureUseAt: undefined });
  });

  it('never tells that there was no other use in that minute', () => {
    const minute = iso(switched + DAY / 2);
    const { soak: after } = look(soak({ unsureUseAt: minute }), seen());
    expect(after.unsureUseAt).toBe(minute);
  });

  it.each<[string, Partial<CallersSeen>]>([
    ['nothing was read', { regions: [], reason: 'No right.' }],
    [
      'a region was not read',
      {
        regions: [
          { region: 'a', state: 'read', notUnderstood: 0 },
          { region: 'b', state: 'notKnown', reason: 'Slow.', notUnderstood: 0 },
        ],
      },
    ],
    [
      'there were too many events',
      {
        regions: [
          {
            region: 'a',
            state: 'read',
            readFrom: iso(switched + 1),
            notUnderstood: 0,
          },
        ],
      },
    ],
    [
      'an event was not understood',
      { regions: [{ region: 'a', state: 'read', notUnderstood: 1 }] },
    ],
  ])('is not known where %s', (_, changes) => {
    const { soak: after } = look(soak(), seen([], changes));
    expect(after.callers?.state).toBe('notKnown');
    expect(after.quiet).toBe(true);
  });

  it('stays true when CloudTrail does not answer later, or forgets', () => {
    const used = switched + DAY / 2;
    const { soak: once } = look(soak(), seen([caller(used)]));
    const { soak: after } = look(
      once,
      seen([], { regions: [], reason: 'Throttled.' }),
    );
    expect(after.callers).toMatchObject({
      state: 'seen',
      others: 1,
      lastAt: iso(used),
      notRead: ['Throttled.'],
    });
  });

  it('leaves the clock of a broken soak where it stands, with all of its time', () => {
    const { soak: after } = look(
      soak({ brokenSince: iso(switched + 1000), remainingSeconds: 60 }),
      seen([caller(switched + DAY / 2)]),
    );
    expect(after.remainingSeconds).toBe(7 * 86_400);
  });
});
