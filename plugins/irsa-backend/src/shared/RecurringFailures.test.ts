import { backoffMs } from './backoff';
import { RecurringFailures } from './RecurringFailures';

function setUp() {
  const clock = { now: 1_000_000 };
  const lines: string[] = [];
  const failures = new RecurringFailures({
    logger: {
      warn: line => lines.push(`warn ${line}`),
      info: line => lines.push(`info ${line}`),
    },
    now: () => clock.now,
    random: () => 1,
    firstMs: 1_000,
    longestMs: 60_000,
  });
  return { clock, lines, failures };
}

describe('backoffMs', () => {
  it('doubles up to the longest, with half of it left to chance', () => {
    const at = (failures: number, random: number) =>
      backoffMs(failures, {
        firstMs: 500,
        longestMs: 30_000,
        random: () => random,
      });
    expect([1, 2, 3, 4].map(failures => at(failures, 1))).toEqual([
      500, 1_000, 2_000, 4_000,
    ]);
    expect(at(1, 0)).toBe(250);
    expect(at(40, 1)).toBe(30_000);
    expect(at(40, 0)).toBe(15_000);
    // So many that a power of two is no longer a number that can be counted with.
    expect(at(5_000, 1)).toBe(30_000);
  });
});

describe('RecurringFailures', () => {
  it('waits longer after each failure, and not at all before the first', () => {
    const { clock, failures } = setUp();
    expect(failures.pauseOf('a')).toBe(0);
    expect(failures.failed('a', 'no')).toBe(1_000);
    expect(failures.pauseOf('a')).toBe(1_000);
    clock.now += 400;
    expect(failures.pauseOf('a')).toBe(600);
    clock.now += 600;
    expect(failures.pauseOf('a')).toBe(0);
    expect(failures.failed('a', 'no')).toBe(2_000);
    expect(failures.pauseOf('b')).toBe(0);
  });

  it('logs one line for each change', () => {
    const { clock, lines, failures } = setUp();
    for (let i = 0; i < 50; i += 1) {
      clock.now += failures.failed('a', 'the server is away');
    }
    failures.failed('b', 'the server is away');
    failures.failed('a', 'the token is refused');
    failures.failed('a', 'the token is refused');
    failures.succeeded('a', 'a is readable again');
    failures.succeeded('a', 'a is readable again');
    failures.failed('a', 'the token is refused');
    expect(lines).toEqual([
      'warn the server is away',
      'warn the server is away',
      'warn the token is refused',
      'info a is readable again',
      'warn the token is refused',
    ]);
  });

  it('tells since when something fails, and begins anew after a success or when told to forget', () => {
    const { clock, failures } = setUp();
    failures.failed('a', 'no');
    clock.now += 5_000;
    failures.failed('a', 'still no');
    expect(failures.lasting('a')).toMatchObject({
      message: 'still no',
      since: 1_000_000,
      nextTryAt: 1_007_000,
    });
    failures.succeeded('a', 'yes');
    expect(failures.lasting('a')).toBeUndefined();
    expect(failures.failed('a', 'no')).toBe(1_000);
    failures.forget('a');
    expect(failures.pauseOf('a')).toBe(0);
  });
});
