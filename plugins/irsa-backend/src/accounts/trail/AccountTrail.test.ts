import { AccountTrail } from './AccountTrail';
import { trailRegions } from './trailRegions';

const START = Date.parse('2026-11-29T10:00:00Z');
const DAY = 86_400_000;
const LOOKUP = { by: 'AccessKeyId', value: 'AKIAIOSFODNN7EXAMPLE' } as const;

type Answer = { Events?: unknown[]; NextToken?: string } | Error;

/** Events of one minute each, the latest first. */
const events = (count: number, from = START) =>
  Array.from({ length: count }, (_, index) => ({
    CloudTrailEvent: JSON.stringify({
      eventTime: new Date(from - index * 60_000).toISOString(),
      eventSource: 'sts.amazonaws.com',
      eventName: 'GetCallerIdentity',
    }),
  }));

function trailOf(answers: Record<string, Answer[]>) {
  let now = START;
  const asked: { region: string; at: number; input: unknown }[] = [];
  const logger = { warn: jest.fn(), info: jest.fn() };
  const trail = new AccountTrail({
    accountId: '111122223333',
    regions: () => Object.keys(answers),
    client: region =>
      ({
        send: async ({ input }: { input: unknown }) => {
          asked.push({ region, at: now, input });
          const answer = answers[region].shift() ?? {};
          if (answer instanceof Error) {
            throw answer;
          }
          return answer;
        },
      } as never),
    logger,
    now: () => now,
    wait: async milliseconds => {
      now += milliseconds;
    },
  });
  const pass = (milliseconds: number) => {
    now += milliseconds;
  };
  return { trail, asked, logger, pass };
}

const refused = (name: string) => Object.assign(new Error('no'), { name });

describe('the event history of an account', () => {
  it('is read page by page, not faster than CloudTrail allows', async () => {
    const { trail, asked } = trailOf({
      'us-east-1': [
        { Events: events(2), NextToken: 'a' },
        { Events: events(1, START - DAY) },
      ],
    });
    const reading = await trail.read(LOOKUP, { since: START - 7 * DAY });
    expect(reading.facts).toHaveLength(3);
    expect(reading.regions).toEqual([
      { region: 'us-east-1', state: 'read', notUnderstood: 0 },
    ]);
    expect(asked.map(({ input }) => input)).toMatchObject([
      {
        LookupAttributes: [
          { AttributeKey: 'AccessKeyId', AttributeValue: LOOKUP.value },
        ],
        StartTime: new Date(START - 7 * DAY),
      },
      { NextToken: 'a' },
    ]);
    expect(asked[1].at - asked[0].at).toBeGreaterThanOrEqual(500);
  });

  it('says since when it was read where there are more events than it reads', async () => {
    const { trail, asked } = trailOf({
      'eu-west-1': Array.from({ length: 20 }, (_, page) => ({
        Events: events(50, START - page * 50 * 60_000),
        NextToken: `${page}`,
      })),
    });
    const { regions, facts } = await trail.read(LOOKUP, {
      since: START - 30 * DAY,
    });
    expect(asked).toHaveLength(10);
    expect(facts).toHaveLength(500);
    expect(regions[0].readFrom).toBe(facts[499].at);
  });

  it('counts events that say nothing, and does not take their absence for a whole reading', async () => {
    const { trail } = trailOf({
      'eu-west-1': Array.from({ length: 10 }, () => ({
        Events: [{ CloudTrailEvent: '{' }],
        NextToken: 'more',
      })),
    });
    const { regions } = await trail.read(LOOKUP, { since: START - DAY });
    expect(regions).toEqual([
      {
        region: 'eu-west-1',
        state: 'read',
        notUnderstood: 10,
        readFrom: expect.any(String),
      },
    ]);
  });

  it.each([
    ['AccessDeniedException', /does not allow the portal cloudtrail:LookupEv/],
    ['ThrottlingException', /limits the rate of requests/],
    ['TimeoutError', /cannot be reached/],
    ['InternalFailure', /failed/],
  ])(
    'is not known in a region that answers %s, and is left alone for longer each time',
    async (name, reason) => {
      const { trail, asked, logger, pass } = trailOf({
        'us-east-1': [{ Events: events(1) }],
        'eu-west-1': Array.from({ length: 9 }, () => refused(name)),
      });
      const look = () =>
        trail.read(LOOKUP, { since: START - DAY, maxAgeMs: 0 });
      const { regions, facts } = await look();
      expect(facts).toHaveLength(1);
      expect(regions).toEqual([
        { region: 'us-east-1', state: 'read', notUnderstood: 0 },
        {
          region: 'eu-west-1',
          state: 'notKnown',
          reason: expect.stringMatching(reason),
          notUnderstood: 0,
        },
      ]);
      pass(1);
      expect((await look()).regions[1].state).toBe('notKnown');
      expect(asked.filter(({ region }) => region === 'eu-west-1')).toHaveLength(
        1,
      );
      pass(60 * 60_000);
      await look();
      expect(asked.filter(({ region }) => region === 'eu-west-1')).toHaveLength(
        2,
      );
      expect(logger.warn).toHaveBeenCalledTimes(1);
    },
  );

  it('is asked once by all who look within some minutes, also for less time', async () => {
    const { trail, asked, pass } = trailOf({
      'us-east-1': [{ Events: events(3) }],
    });
    const [one, two] = await Promise.all([
      trail.read(LOOKUP, { since: START - DAY }),
      trail.read(LOOKUP, { since: START - DAY }),
    ]);
    expect(two.facts).toEqual(one.facts);
    pass(60_000);
    const less = await trail.read(LOOKUP, { since: START - 60_000 });
    expect([less.facts.length, asked.length]).toEqual([2, 1]);
    // For more time, or of another key.
    await trail.read(LOOKUP, { since: START - 2 * DAY });
    await trail.read({ ...LOOKUP, value: 'AKIA2' }, { since: START - DAY });
    expect(asked).toHaveLength(3);
    pass(11 * 60_000);
    await trail.read(LOOKUP, { since: START - DAY });
    expect(asked).toHaveLength(4);
  });

  it('is asked about 90 days at most: older events are not kept', async () => {
    const { trail, asked } = trailOf({ 'us-east-1': [] });
    const { since } = await trail.read(LOOKUP, { since: 0 });
    expect(since).toBe(new Date(START - 90 * DAY).toISOString());
    expect(asked[0].input).toMatchObject({
      StartTime: new Date(START - 90 * DAY),
    });
  });

  it.each([
    ['eu-west-1', ['eu-north-1'], ['us-east-1', 'eu-west-1', 'eu-north-1']],
    ['us-east-1', ['us-east-1'], ['us-east-1']],
    ['cn-northwest-1', [], ['cn-north-1', 'cn-northwest-1']],
    ['us-gov-east-1', [], ['us-gov-west-1', 'us-gov-east-1']],
  ])('of %s is read with that of global services', (usual, named, regions) => {
    expect(trailRegions(usual, named)).toEqual(regions);
  });
});
