import { clusterError } from 'backstage-plugin-irsa-node';
import { withRetry } from './retry';
import { isTransient } from '../../shared/isTransient';

const error = (fields: object) => Object.assign(new Error('no'), fields);

describe('isTransient', () => {
  it.each([
    [{ name: 'ThrottlingException' }, true],
    [{ details: { status: 429 } }, true],
    [{ details: { status: 503 } }, true],
    [{ name: 'ServiceUnavailableError', details: {} }, true],
    [{ code: 'ECONNRESET' }, true],
    [{ $metadata: { httpStatusCode: 500 } }, true],
    [{ cause: error({ code: 'ETIMEDOUT' }) }, true],
    [{ details: { status: 409 } }, false],
    [{ name: 'AccessDenied', $metadata: { httpStatusCode: 403 } }, false],
    [{ name: 'ServiceUnavailableError', details: { status: 401 } }, false],
  ])('%j → %s', (fields, expected) => {
    expect(isTransient(error(fields))).toBe(expected);
  });
});

describe('withRetry', () => {
  it('gives up after the attempts, with growing pauses', async () => {
    const pauses: number[] = [];
    const failure = error({ name: 'Throttling' });
    let calls = 0;
    await expect(
      withRetry(
        async () => {
          calls += 1;
          throw failure;
        },
        { attempts: 4, sleep: async pause => void pauses.push(pause) },
      ),
    ).rejects.toBe(failure);
    expect(calls).toBe(4);
    expect(pauses).toHaveLength(3);
    expect(pauses[2]).toBeGreaterThan(pauses[0]);
  });

  it('believes a cluster that refuses only when it goes on refusing', async () => {
    const refusal = clusterError(
      { cluster: 'one', kind: 'forbidden', status: 403 },
      'no',
    );
    const pauses: number[] = [];
    const sleep = async (pause: number) => void pauses.push(pause);
    let calls = 0;
    const answer = await withRetry(
      async () => {
        calls += 1;
        if (calls < 3) {
          throw refusal;
        }
        return 'done';
      },
      { sleep },
    );
    expect([answer, calls]).toEqual(['done', 3]);
    await expect(
      withRetry(
        async () => {
          calls += 1;
          throw refusal;
        },
        { attempts: 20, sleep },
      ),
    ).rejects.toBe(refusal);
    expect(calls).toBe(8);
  });

  it('does not repeat what will not pass', async () => {
    let calls = 0;
    await expect(
      withRetry(
        async () => {
          calls += 1;
          throw error({ name: 'AccessDenied' });
        },
        { sleep: async () => undefined },
      ),
    ).rejects.toThrow('no');
    expect(calls).toBe(1);
  });
});
