import { Situation, stateOf, checkContext } from './__testUtils__/checkContext';
import { longEndings } from './longEndings';

const ending = (seconds: number, parts: Situation = {}): Situation => ({
  ...parts,
  podSpec: { terminationGracePeriodSeconds: seconds },
  world: {
    settings: { ...checkContext().world.settings, rolloutTimeoutMs: 300_000 },
  },
});
const threeInTurn = { kind: 'StatefulSet', spec: { replicas: 3 } };

describe('Pods that take long to end', () => {
  it.each<[string, 'warning' | undefined, Situation]>([
    ['the usual time', undefined, ending(30)],
    ['less than the wait', undefined, ending(900)],
    ['more than the wait', 'warning', ending(7200)],
    [
      'within a longer deadline of the workload',
      undefined,
      ending(1800, { spec: { progressDeadlineSeconds: 3600 } }),
    ],
    ['one after the other', 'warning', ending(600, threeInTurn)],
    [
      'the usual time, of many',
      undefined,
      ending(30, { kind: 'StatefulSet', spec: { replicas: 100 } }),
    ],
    ['a run that ends by itself', undefined, ending(7200, { kind: 'CronJob' })],
  ])('%s', (_, state, situation) => {
    expect(stateOf(longEndings, situation)).toBe(state);
  });
});
