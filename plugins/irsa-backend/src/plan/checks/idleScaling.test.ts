import { Check } from 'backstage-plugin-irsa-common';
import { Json } from '../world/podTemplate';
import { stateOf } from './__testUtils__/checkContext';
import { capacity } from './capacity';
import { idleScaling } from './idleScaling';
import { rolloutStrategy } from './rolloutStrategy';

const scaled = (spec: Json, marks: Record<string, string> = {}): Json => ({
  metadata: {
    name: 'scaled',
    annotations: Object.fromEntries(
      Object.entries(marks).map(([name, value]) => [
        `autoscaling.keda.sh/${name}`,
        value,
      ]),
    ),
  },
  spec: { scaleTargetRef: { name: 'worker' }, ...spec },
});
const around = (replicas: number, object?: Json, quotas: Json[] = []) => ({
  spec: { replicas },
  world: {
    surroundings: {
      items: {
        'ScaledObject.keda.sh': object ? [object] : [],
        ResourceQuota: quotas,
      },
      notRead: {},
    },
  },
});
const full = { hard: { pods: '1' }, used: { pods: '1' } };

describe('Workloads that KEDA may leave without Pods', () => {
  it.each<[string, Check['state'] | undefined, number, Json | undefined]>([
    ['nothing scales it', undefined, 1, undefined],
    ['at least one Pod', undefined, 1, scaled({ minReplicaCount: 1 })],
    ['0 Pods unless said otherwise', 'notChecked', 2, scaled({})],
    [
      'none while idle',
      'notChecked',
      2,
      scaled({ minReplicaCount: 2, idleReplicaCount: 0 }),
    ],
    ['none now', 'warning', 0, scaled({ minReplicaCount: 0 })],
    [
      'held at 0',
      'warning',
      0,
      scaled({ minReplicaCount: 1 }, { 'paused-replicas': '0' }),
    ],
    [
      'to be held at 0, and not there yet',
      'warning',
      3,
      scaled({}, { 'paused-replicas': '0' }),
    ],
    ['held at 3', undefined, 3, scaled({}, { 'paused-replicas': '3' })],
    ['held where it is', undefined, 3, scaled({}, { paused: 'true' })],
    ['never down', undefined, 3, scaled({}, { 'paused-scale-in': 'true' })],
    ['no longer held', 'notChecked', 3, scaled({}, { paused: 'false' })],
  ])('%s', (_, state, replicas, object) => {
    expect(stateOf(idleScaling, around(replicas, object))).toBe(state);
  });

  it('are told of once', () => {
    expect(stateOf(rolloutStrategy, around(0))).toBe('warning');
    expect(stateOf(rolloutStrategy, around(0, scaled({})))).toBeUndefined();
  });

  it('need no room for a roll out', () => {
    const quota = { metadata: { name: 'q' }, spec: full, status: full };

    expect(stateOf(capacity, around(1, undefined, [quota]))).toBe('blocked');
    expect(stateOf(capacity, around(0, undefined, [quota]))).toBe('passed');
  });
});
