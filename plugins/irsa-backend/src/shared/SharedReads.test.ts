import { SharedReads } from './SharedReads';

/** A reading that tells what was written when it began, and ends when it is told to. */
class Source {
  value = 0;
  readonly begun: number[] = [];
  private readonly ends: (() => void)[] = [];

  readonly read = async (): Promise<number> => {
    const { value } = this;
    this.begun.push(value);
    await new Promise<void>(resolve => this.ends.push(resolve));
    return value;
  };

  /** Lets all readings that have begun, and those that begin then, come to their end. */
  async end(): Promise<void> {
    for (;;) {
      await new Promise(setImmediate);
      const ends = this.ends.splice(0);
      if (ends.length === 0) {
        return;
      }
      ends.forEach(resolve => resolve());
    }
  }
}

describe('SharedReads', () => {
  it('reads once for those who ask before it begins', async () => {
    const source = new Source();
    const reads = new SharedReads();
    const answers = [1, 2, 3].map(() => reads.ask('list', source.read));
    await source.end();
    expect(await Promise.all(answers)).toEqual([0, 0, 0]);
    expect(source.begun).toHaveLength(1);
  });

  it('reads once for all whose requests have arrived, though the database answers without a turn of the event loop', async () => {
    const reads = new SharedReads();
    let begun = 0;
    const read = async () => {
      begun += 1;
      return begun;
    };
    const answers = [0, 10, 20].map(async steps => {
      for (let step = 0; step < steps; step += 1) {
        await undefined;
      }
      return reads.ask('list', read);
    });
    expect(await Promise.all(answers)).toEqual([1, 1, 1]);
  });

  it('reads again for those who ask while it runs, once for all of them', async () => {
    const source = new Source();
    const reads = new SharedReads();
    const early = reads.ask('list', source.read);
    await new Promise(setImmediate);
    source.value = 1;
    const late = [1, 2, 3].map(() => reads.ask('list', source.read));
    await source.end();
    expect(await early).toBe(0);
    expect(await Promise.all(late)).toEqual([1, 1, 1]);
    expect(source.begun).toEqual([0, 1]);
  });

  it('keeps nothing: who asks later gets a reading of their own', async () => {
    const source = new Source();
    const reads = new SharedReads();
    const first = reads.ask('list', source.read);
    await source.end();
    await first;
    source.value = 1;
    const second = reads.ask('list', source.read);
    await source.end();
    expect(await second).toBe(1);
  });

  it('does not share between questions', async () => {
    const source = new Source();
    const reads = new SharedReads();
    const answers = [
      reads.ask('mine', source.read),
      reads.ask('yours', source.read),
    ];
    await source.end();
    await Promise.all(answers);
    expect(source.begun).toHaveLength(2);
  });

  it('fails for those who share the reading, and not for those after it', async () => {
    const reads = new SharedReads();
    const fails = async () => {
      throw new Error('the database is locked');
    };
    const shared = [reads.ask('list', fails), reads.ask('list', fails)];
    const outcomes = Promise.allSettled(shared);
    await new Promise(setImmediate);
    const next = reads.ask('list', async () => 'read');
    expect((await outcomes).map(({ status }) => status)).toEqual([
      'rejected',
      'rejected',
    ]);
    expect(await next).toBe('read');
  });
});
