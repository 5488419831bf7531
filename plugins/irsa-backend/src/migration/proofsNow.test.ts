import { FootingFact, Proof } from 'backstage-plugin-irsa-common';
import { PlanExecution } from '../plan/types';
import { broken, holds, notKnown } from './model/Footing';
import { SoakState } from './model/records';
import { proofsNow } from './proofsNow';

const EXECUTION = {
  workload: { kind: 'Deployment', namespace: 'shop', name: 'pay' },
} as PlanExecution;
const LEVELS: Proof['level'][] = ['L0', 'L1', 'L4', 'L5', 'L6'];
const PROOFS: Proof[] = LEVELS.map(level => ({
  level,
  state: 'proven',
  detail: 'As seen then.',
  at: '2030-01-01T00:00:00Z',
}));
const ALL = [
  holds('IAM role pay', 'It is there.'),
  holds('Deployment shop/pay', 'As planned.'),
];

const standing = (facts: FootingFact[] | undefined) =>
  ({
    footing: facts && { readAt: '2030-01-02T00:00:00Z', facts },
  } as SoakState);
const past = (of: Parameters<typeof proofsNow>[0]) =>
  proofsNow(of, EXECUTION).flatMap(({ state, level }) =>
    state === 'wasProven' ? [level] : [],
  );

describe('what was proven', () => {
  it.each<[string, FootingFact[] | undefined, Proof['level'][]]>([
    ['all holds', ALL, []],
    ['there was no look yet', undefined, []],
    [
      'the template has the key again',
      [...ALL, broken('Deployment shop/pay', 'The key.')],
      ['L1', 'L4', 'L6'],
    ],
    [
      'the Pods could not be read',
      [...ALL, notKnown('Pods of Deployment shop/pay', 'No answer.')],
      ['L1', 'L4', 'L6'],
    ],
    [
      'a reference gives the key again',
      [...ALL, broken('References of Deployment shop/pay', 'The key.')],
      ['L1', 'L4', 'L6'],
    ],
    [
      'the role was changed',
      [...ALL, broken('Trust policy of pay', 'Others.')],
      ['L0', 'L1', 'L4', 'L6'],
    ],
    [
      'the role could not be read',
      [...ALL, notKnown('IAM role pay', 'No answer.')],
      ['L0', 'L1', 'L4', 'L6'],
    ],
    [
      'a ServiceAccount of the same name is gone',
      [...ALL, broken('ServiceAccount shop/pay', 'It is gone.')],
      ['L0', 'L1', 'L4', 'L6'],
    ],
  ])('is so at an earlier moment only, when %s', (_, facts, expected) => {
    expect(past({ proofs: PROOFS, soak: standing(facts) })).toEqual(expected);
  });

  it('is so at an earlier moment only, when the end has drifted', () => {
    const drift = {
      since: '2030-01-03T00:00:00Z',
      facts: [broken('Deployment shop/pay', 'The key.')],
    };
    expect(past({ proofs: PROOFS, soak: standing(ALL), drift })).toEqual([
      'L1',
      'L4',
      'L6',
    ]);
  });

  it('says nothing of what was not proven', () => {
    const failed = PROOFS.map(proof => ({
      ...proof,
      state: 'failed' as const,
    }));
    const soak = standing([broken('IAM role pay', 'It is gone.')]);
    expect(past({ proofs: failed, soak })).toEqual([]);
  });
});
