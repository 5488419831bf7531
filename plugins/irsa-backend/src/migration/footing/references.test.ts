import { NotFoundError } from '@backstage/errors';
import { Workload } from 'backstage-plugin-irsa-common';
import { PlanExecution } from '../../plan/types';
import { referencesFooting } from './references';

const EXECUTION = {
  workload: { kind: 'Deployment', namespace: 'shop', name: 'pay' },
  key: { fingerprint: 'f1', last4: 'WXYZ' },
} as PlanExecution;

const withKeys = (...fingerprints: string[]) =>
  ({
    status: 'keyless',
    keys: fingerprints.map(fingerprint => ({ fingerprint })),
  } as Workload);
const unread = { ...withKeys(), status: 'unknown' } as Workload;

describe('whether the old key is referred to again', () => {
  const of = async (known: Workload, now: Workload | Error) => {
    const looks: boolean[] = [];
    const facts = await referencesFooting(
      async ({ afresh } = { afresh: false }) => {
        looks.push(afresh);
        const seen = afresh ? now : known;
        if (seen instanceof Error) {
          throw seen;
        }
        return seen;
      },
      EXECUTION,
    );
    return { states: facts.map(({ state }) => state), looks };
  };

  it.each<[string, Workload, Workload | Error, string[]]>([
    ['is there', withKeys('f1'), withKeys('f1'), ['broken']],
    [
      'was there, in a list that lags behind',
      withKeys('f1'),
      withKeys('f2'),
      ['holds'],
    ],
    ['was there, and cannot be read now', withKeys('f1'), unread, ['notKnown']],
    [
      'was in a workload that is gone',
      withKeys('f1'),
      new NotFoundError('gone'),
      [],
    ],
  ])(
    'asks again before it says so: the key %s',
    async (_, known, now, states) => {
      expect(await of(known, now)).toEqual({ states, looks: [false, true] });
    },
  );

  it.each<[string, Workload, string[]]>([
    ['none', withKeys('f2'), ['holds']],
    ['not known', unread, ['notKnown']],
  ])('asks once where there is %s', async (_, known, states) => {
    expect(await of(known, withKeys('f1'))).toEqual({ states, looks: [false] });
  });
});
