import { readCode } from './readCode';

const ref = {
  cluster: 'c',
  namespace: 'n',
  kind: 'Deployment' as const,
  name: 'w',
};

describe('the source of a plan', () => {
  it('is not waited for without end', async () => {
    const never = { get: () => new Promise<never>(() => {}) };
    expect(await readCode(never, ref, 0)).toMatchObject({
      verdict: 'unknown',
      reason: expect.stringContaining('still being read'),
      filesRead: 0,
    });
  });

  it('never stops a plan', async () => {
    const broken = { get: () => Promise.reject(new Error('CANARY')) };
    const code = await readCode(broken, ref);
    expect(code).toMatchObject({ verdict: 'unknown', findings: [] });
    expect(JSON.stringify(code)).not.toContain('CANARY');
  });

  it('is not read where nobody reads sources', async () => {
    expect(await readCode(undefined, ref)).toBeUndefined();
  });
});
