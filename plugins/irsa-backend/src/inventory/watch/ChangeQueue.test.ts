import fc from 'fast-check';
import { ChangeQueue } from './ChangeQueue';

describe('ChangeQueue', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  function queue(capacity = 10, flush = async () => {}) {
    const flushed: Record<string, number>[] = [];
    let overflows = 0;
    const made = new ChangeQueue<number>({
      capacity,
      flush: async changes => {
        flushed.push(Object.fromEntries(changes));
        await flush();
      },
      overflow: () => {
        overflows += 1;
      },
    });
    return { queue: made, flushed, overflows: () => overflows };
  }

  it('looks once at a thing that changes often', async () => {
    const { queue: changes, flushed } = queue();
    for (let at = 0; at < 50; at += 1) {
      changes.add('a', at);
    }
    changes.add('b', 1);
    expect(flushed).toEqual([]);
    await jest.advanceTimersByTimeAsync(250);
    expect(flushed).toEqual([{ a: 49, b: 1 }]);
    await jest.advanceTimersByTimeAsync(1000);
    expect(flushed).toHaveLength(1);
  });

  it('never flushes twice at the same time, and loses nothing that comes meanwhile', async () => {
    let done = () => {};
    const { queue: changes, flushed } = queue(
      10,
      () =>
        new Promise<void>(resolve => {
          done = resolve;
        }),
    );
    changes.add('a', 1);
    await jest.advanceTimersByTimeAsync(250);
    changes.add('a', 2);
    await jest.advanceTimersByTimeAsync(1000);
    expect(flushed).toEqual([{ a: 1 }]);
    done();
    // It has waited for longer than the window.
    await jest.advanceTimersByTimeAsync(0);
    expect(flushed).toEqual([{ a: 1 }, { a: 2 }]);
  });

  it('lets what comes while others are handled wait no longer than the window', async () => {
    let done = () => {};
    const { queue: changes, flushed } = queue(
      10,
      () =>
        new Promise<void>(resolve => {
          done = resolve;
        }),
    );
    changes.add('a', 1);
    await jest.advanceTimersByTimeAsync(250);
    changes.add('b', 1);
    await jest.advanceTimersByTimeAsync(100);
    done();
    await jest.advanceTimersByTimeAsync(149);
    expect(flushed).toEqual([{ a: 1 }]);
    await jest.advanceTimersByTimeAsync(1);
    expect(flushed).toEqual([{ a: 1 }, { b: 1 }]);
  });

  it('keeps no more than its capacity, and says so', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 100 }),
        async ids => {
          const { queue: changes, flushed, overflows } = queue(10);
          ids.forEach(id => changes.add(String(id), 1));
          await jest.advanceTimersByTimeAsync(250);
          const kept = flushed.flatMap(each => Object.keys(each));
          expect(kept.length).toBeLessThanOrEqual(10);
          const all = new Set(ids.map(String));
          const complete = kept.length === all.size;
          // It reports an overflow exactly when there were more changes than it may keep.
          expect(overflows() > 0).toBe(all.size > 10);
          expect(complete).toBe(all.size <= 10);
        },
      ),
    );
  });

  it('takes nothing once it is stopped', async () => {
    const { queue: changes, flushed } = queue();
    changes.add('a', 1);
    await changes.stop();
    changes.add('b', 1);
    await jest.advanceTimersByTimeAsync(1000);
    expect(flushed).toEqual([]);
  });
});
