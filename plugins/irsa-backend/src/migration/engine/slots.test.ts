import { WORK_STATUSES } from '../model/records';
import { statusesToTake } from './slots';

const busy = { direction: 'forward' as const, state: { proofs: [] } };
const waiting = {
  ...busy,
  state: {
    proofs: [],
    outage: { what: 'cluster x', since: '2026-11-28T12:00:00Z', words: 'no' },
  },
};
const many = <T>(count: number, value: T) => Array<T>(count).fill(value);

describe('statusesToTake', () => {
  it.each([
    ['nothing runs', [], WORK_STATUSES],
    ['a slot is free', [busy], WORK_STATUSES],
    ['all slots are busy', many(2, busy), ['rollingBack']],
    ['the slot of rollbacks is busy too', many(3, busy), []],
    ['what runs only waits', many(5, waiting), WORK_STATUSES],
    ['one works and many wait', [busy, ...many(9, waiting)], WORK_STATUSES],
    ['very many wait', many(40, waiting), []],
  ])('when %s', (_, running, statuses) => {
    expect(statusesToTake(running, 2)).toEqual(statuses);
  });
});
