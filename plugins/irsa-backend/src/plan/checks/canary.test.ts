import { CheckContext } from './PlanCheck';
import { checkContext, Situation } from './__testUtils__/checkContext';
import { canary, canaryObstacle } from './canary';

const LABELS = { app: 'worker' };
const CLAIM = { name: 'data', persistentVolumeClaim: { claimName: 'data' } };

/** A Deployment of two that would have a canary, but for what is given. */
function contextOf({
  delivery,
  spec,
  ...situation
}: Situation & { delivery?: CheckContext['delivery'] } = {}): CheckContext {
  const context = checkContext({
    ...situation,
    spec: { replicas: 2, selector: { matchLabels: LABELS }, ...spec },
  });
  context.world.settings.canary = true;
  return { ...context, delivery };
}

const around = (kind: string, object: object) => ({
  surroundings: { items: { [kind]: [object] }, notRead: {} },
});

const policy = (podSelector: object) =>
  around('NetworkPolicy.networking.k8s.io', {
    metadata: { name: 'out' },
    spec: { policyTypes: ['Egress'], podSelector, egress: [] },
  });

describe('the canary of a plan', () => {
  it.each<[string, Parameters<typeof contextOf>[0]]>([
    ['a Deployment of two', {}],
    ['a policy of all Pods', { world: policy({}) }],
    [
      'a policy of other Pods',
      { world: policy({ matchLabels: { app: 'x' } }) },
    ],
    [
      'a volume of all nodes',
      {
        podSpec: { volumes: [CLAIM] },
        world: around('PersistentVolumeClaim', {
          metadata: { name: 'data' },
          spec: { accessModes: ['ReadWriteMany'] },
        }),
      },
    ],
  ])('is there for %s', (_, situation) => {
    const context = contextOf(situation);
    expect(canaryObstacle(context)).toBeUndefined();
    expect(canary(context)?.state).toBe('passed');
  });

  it.each<[RegExp, Parameters<typeof contextOf>[0]]>([
    [/Pod of a StatefulSet/, { kind: 'StatefulSet' }],
    [/one Pod on each node/, { kind: 'DaemonSet' }],
    [
      /with the merge/,
      { delivery: { way: 'changeRequest', state: 'ready', reason: '' } },
    ],
    [/one replica or none/, { spec: { replicas: 1 } }],
    [/one replica or none/, { spec: { replicas: 0 } }],
    [
      /before it starts another/,
      { spec: { replicas: 2, strategy: { type: 'Recreate' } } },
    ],
    [
      /before it starts another/,
      { spec: { replicas: 2, strategy: { rollingUpdate: { maxSurge: 0 } } } },
    ],
    [
      /readinessGates/,
      { podSpec: { readinessGates: [{ conditionType: 'example.com/ok' }] } },
    ],
    [
      /port 80 of the node/,
      { container: { ports: [{ containerPort: 80, hostPort: 80 }] } },
    ],
    [
      /volume data can be on one node only/,
      {
        podSpec: { volumes: [CLAIM] },
        world: around('PersistentVolumeClaim', {
          metadata: { name: 'data' },
          spec: { accessModes: ['ReadWriteOncePod'] },
        }),
      },
    ],
    [
      /ResourceQuota few leaves no room/,
      {
        world: around('ResourceQuota', {
          metadata: { name: 'few' },
          status: { hard: { pods: '2' }, used: { pods: '2' } },
        }),
      },
    ],
    [
      /is not known \(ResourceQuota \(denied\)\)/,
      {
        world: {
          surroundings: { items: {}, notRead: { ResourceQuota: 'denied' } },
        },
      },
    ],
    [
      /NetworkPolicy out decides by the labels/,
      { world: policy({ matchLabels: LABELS }) },
    ],
    [
      /NetworkPolicy out decides by the labels/,
      {
        world: policy({
          matchExpressions: [{ key: 'app', operator: 'DoesNotExist' }],
        }),
      },
    ],
    [
      /takes Pods without labels for its own/,
      {
        spec: {
          replicas: 2,
          selector: {
            matchExpressions: [{ key: 'tier', operator: 'DoesNotExist' }],
          },
        },
      },
    ],
  ])('is left out, and why is said: %s', (words, situation) => {
    const context = contextOf(situation);
    expect(canaryObstacle(context)).toMatch(words);
    expect(canary(context)).toMatchObject({
      state: 'notChecked',
      message: expect.stringMatching(/^Not proven by a canary: .*\.$/),
    });
  });

  describe('of a CronJob', () => {
    const ofRun = (asked?: boolean, spec: object = {}) => {
      const context = contextOf({ kind: 'CronJob', spec: spec as never });
      context.world.request.canary = asked;
      context.world.settings.canary = asked ?? true;
      return context;
    };

    it('is not there for the settings of the portal alone', () => {
      const context = ofRun();
      expect(canary(context)).toMatchObject({
        state: 'notChecked',
        message: expect.stringMatching(/would do it twice/),
      });
    });

    it('is there when it is asked for, and its work has to be acknowledged', () => {
      const context = ofRun(true);
      const check = canary(context);
      expect(check?.state).toBe('warning');
      expect(check?.message).toMatch(/does its work for real/);
      expect(check?.message).not.toMatch(/is suspended/);
    });

    it.each(['Forbid', 'Replace'])(
      'says that the schedule is suspended for it where the policy is %s',
      concurrencyPolicy => {
        expect(canary(ofRun(true, { concurrencyPolicy }))?.message).toMatch(
          /schedule is suspended as long as it takes/,
        );
      },
    );

    it.each<[RegExp, object]>([
      [/schedule is suspended, so no run/, { suspend: true }],
      [/something else starts/, { jobTemplate: { spec: { suspend: true } } }],
      [
        /something else starts/,
        { jobTemplate: { spec: { managedBy: 'example.com/queue' } } },
      ],
      [/history limit 0/, { successfulJobsHistoryLimit: 0 }],
      [/history limit 0/, { failedJobsHistoryLimit: 0 }],
    ])('is left out, and why is said: %s', (words, spec) => {
      const context = ofRun(true, spec);
      expect(canary(context)).toMatchObject({
        state: 'notChecked',
        message: expect.stringMatching(words),
      });
    });
  });

  it('is not spoken of where the portal has none', () => {
    expect(canary(checkContext())).toBeUndefined();
  });
});
