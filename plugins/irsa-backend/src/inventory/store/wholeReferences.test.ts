import { Workload } from 'backstage-plugin-irsa-common';
import { wholeReferences } from './wholeReferences';

/** As older versions have written it. */
const stored = {
  references: [
    { container: 'app', keyLast4: 'ABCD', why: 'Both halves' },
    { container: 'app', keyLast4: 'EFGH' },
    { container: 'app', objectName: 'aws', readLevel: 1 },
  ],
  keys: [
    { fingerprint: 'f1', last4: 'ABCD', accountId: '111122223333' },
    { fingerprint: 'f2', last4: 'EFGH' },
    { fingerprint: 'f3', last4: 'EFGH' },
  ],
} as unknown as Workload;

describe('wholeReferences', () => {
  const whole = wholeReferences(stored);

  it('completes what an older version has written', () => {
    expect(whole[0]).toEqual({
      container: 'app',
      objectName: '',
      path: '',
      confidence: 'name',
      why: 'Both halves',
      readLevel: 0,
      keyLast4: 'ABCD',
      accessKeys: [
        { fingerprint: 'f1', last4: 'ABCD', accountId: '111122223333' },
      ],
    });
    expect(whole[2]).toMatchObject({
      objectName: 'aws',
      readLevel: 1,
      accessKeys: [],
    });
  });

  it('does not guess between two keys with the same end', () => {
    expect(whole[1].accessKeys).toEqual([]);
  });

  it('changes nothing that is whole', () => {
    expect(wholeReferences({ ...stored, references: whole })).toEqual(whole);
  });
});
