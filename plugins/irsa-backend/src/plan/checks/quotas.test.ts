import { Check } from 'backstage-plugin-irsa-common';
import { Json } from '../world/podTemplate';
import { Situation, stateOf } from './__testUtils__/checkContext';
import { capacity } from './capacity';
import { PlanCheck } from './PlanCheck';
import { podLimits } from './podLimits';

const quota = (hard: Json, used: Json, spec: Json = {}): Json => ({
  metadata: { name: 'q' },
  spec: { hard, ...spec },
  status: { hard, used },
});
const range = (limit: Json): Json => ({
  metadata: { name: 'l' },
  spec: { limits: [{ type: 'Container', ...limit }] },
});
const asks = (requests: Json, limits: Json = {}) => ({
  resources: { requests, limits },
});
/** A namespace with one quota, and LimitRanges. */
const within = (
  resourceQuota: Json | undefined,
  limitRanges: Json[] = [],
  parts: Situation = {},
): Situation => ({
  ...parts,
  world: {
    surroundings: {
      items: {
        ResourceQuota: resourceQuota ? [resourceQuota] : [],
        LimitRange: limitRanges,
      },
      notRead: {},
    },
  },
});
const cpuLeft = (left: number) =>
  quota({ 'requests.cpu': '2' }, { 'requests.cpu': `${2000 - left}m` });
const onePod = (spec: Json) => quota({ pods: '1' }, { pods: '1' }, spec);
const only = (priority: string) =>
  onePod({
    scopeSelector: {
      matchExpressions: [
        { scopeName: 'PriorityClass', operator: 'In', values: [priority] },
      ],
    },
  });
const sidecar = (restartPolicy?: string) => ({
  container: asks({ cpu: '100m' }),
  podSpec: {
    initContainers: [
      { name: 'first', restartPolicy, ...asks({ cpu: '100m' }) },
    ],
  },
});

describe('Quotas and limits of a namespace', () => {
  it.each<[string, PlanCheck, Check['state'] | undefined, Situation]>([
    [
      'the default request counts',
      capacity,
      'blocked',
      within(cpuLeft(400), [range({ defaultRequest: { cpu: '500m' } })]),
    ],
    [
      'a default limit is a request too',
      capacity,
      'blocked',
      within(cpuLeft(400), [range({ default: { cpu: '500m' } })]),
    ],
    [
      'an own request comes before the default',
      capacity,
      'passed',
      within(cpuLeft(400), [range({ defaultRequest: { cpu: '500m' } })], {
        container: asks({ cpu: '100m' }),
      }),
    ],
    [
      'a sidecar among the init containers goes on',
      capacity,
      'blocked',
      within(cpuLeft(150), [], sidecar('Always')),
    ],
    [
      'other init containers are gone by then',
      capacity,
      'passed',
      within(cpuLeft(150), [], sidecar()),
    ],
    [
      'overhead of the Pod counts',
      capacity,
      'blocked',
      within(cpuLeft(150), [], {
        container: asks({ cpu: '100m' }),
        podSpec: { overhead: { cpu: '100m' } },
      }),
    ],
    [
      'devices count',
      capacity,
      'blocked',
      within(
        quota(
          { 'requests.nvidia.com/gpu': '2' },
          { 'requests.nvidia.com/gpu': '2' },
        ),
        [],
        { container: asks({}, { 'nvidia.com/gpu': '1' }) },
      ),
    ],
    [
      'ReplicaSets count',
      capacity,
      'blocked',
      within(
        quota(
          { 'count/replicasets.apps': '3' },
          { 'count/replicasets.apps': '3' },
        ),
      ),
    ],
    ['a quota for other priorities', capacity, 'passed', within(only('high'))],
    [
      'a quota for this priority',
      capacity,
      'blocked',
      within(only('high'), [], { podSpec: { priorityClassName: 'high' } }),
    ],
    [
      'a quota for runs that end',
      capacity,
      'passed',
      within(onePod({ scopes: ['Terminating'] })),
    ],
    [
      'a quota for Pods without requests',
      capacity,
      'passed',
      within(onePod({ scopes: ['BestEffort'] }), [], {
        container: asks({ cpu: '1m' }),
      }),
    ],
    [
      'a quota for Pods that go on',
      capacity,
      'blocked',
      within(onePod({ scopes: ['NotTerminating', 'BestEffort'] })),
    ],
    [
      'a quota that is used beyond its limit, and Pods that go first',
      capacity,
      'blocked',
      within(quota({ pods: '1' }, { pods: '2' }), [], { kind: 'StatefulSet' }),
    ],
    [
      'a full quota, and Pods that go first',
      capacity,
      'passed',
      within(onePod({}), [], { kind: 'StatefulSet' }),
    ],
    [
      'a container that does not say what a quota counts',
      podLimits,
      'blocked',
      within(cpuLeft(2000)),
    ],
    [
      'one that says it',
      podLimits,
      undefined,
      within(cpuLeft(2000), [], { container: asks({ cpu: '1' }) }),
    ],
    [
      'one for which a LimitRange says it',
      podLimits,
      undefined,
      within(cpuLeft(2000), [range({ defaultRequest: { cpu: '1' } })]),
    ],
    [
      'more than a LimitRange allows',
      podLimits,
      'blocked',
      within(undefined, [range({ max: { cpu: '2' } })], {
        container: asks({ cpu: '4' }),
      }),
    ],
    [
      'less than a LimitRange allows',
      podLimits,
      'blocked',
      within(undefined, [range({ min: { memory: '64Mi' } })], {
        container: asks({ memory: '16Mi' }),
      }),
    ],
    [
      'a limit too far above the request',
      podLimits,
      'blocked',
      within(undefined, [range({ maxLimitRequestRatio: { cpu: '2' } })], {
        container: asks({ cpu: '1' }, { cpu: '4' }),
      }),
    ],
    [
      'all of the Pod together',
      podLimits,
      'blocked',
      within(undefined, [range({ type: 'Pod', max: { cpu: '1' } })], {
        container: asks({ cpu: '2' }),
      }),
    ],
  ])('%s', (_, check, state, situation) => {
    expect(stateOf(check, situation)).toBe(state);
  });

  it.each<[string, PlanCheck, Situation]>([
    ['room', capacity, within(undefined)],
    ['room in place', capacity, within(undefined, [], { kind: 'StatefulSet' })],
    ['what a quota has to be told', podLimits, within(cpuLeft(2000))],
  ])('are not known without LimitRanges: %s', (_, check, situation) => {
    const { items } = situation.world!.surroundings!;
    const surroundings = { items, notRead: { LimitRange: 'refused' } };
    expect(stateOf(check, { ...situation, world: { surroundings } })).toBe(
      'notChecked',
    );
  });
});
