import { Json } from '../world/podTemplate';
import { stateOf } from './__testUtils__/checkContext';
import { templateUsers } from './templateUsers';

const rollout = (workloadRef?: Json) => ({
  'Rollout.argoproj.io': [
    { metadata: { name: 'worker' }, spec: workloadRef ? { workloadRef } : {} },
  ],
});
const canary = (targetRef: Json) => ({
  'Canary.flagger.app': [{ metadata: { name: 'worker' }, spec: { targetRef } }],
});
const state = (items: Json, notRead: Json = {}) =>
  stateOf(templateUsers, {
    world: { surroundings: { items, notRead } },
  });

describe('what runs the template of the workload', () => {
  it.each<[string, Json, string | undefined]>([
    [
      'a Rollout that names it',
      rollout({ kind: 'Deployment', name: 'worker' }),
      'blocked',
    ],
    [
      'a Canary that names it',
      canary({ kind: 'Deployment', name: 'worker' }),
      'blocked',
    ],
    [
      'a Rollout that names another',
      rollout({ kind: 'Deployment', name: 'other' }),
      undefined,
    ],
    [
      'a Canary of another kind',
      canary({ kind: 'DaemonSet', name: 'worker' }),
      undefined,
    ],
    ['a Rollout with a template of its own', rollout(), undefined],
    ['nothing', {}, undefined],
  ])('%s', (_, items, expected) => {
    expect(state(items)).toBe(expected);
  });

  it('is not known where Rollouts may not be listed', () => {
    expect(state({}, { 'Rollout.argoproj.io': '403' })).toBe('notChecked');
  });
});
