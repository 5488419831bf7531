import { egressOf } from '../egress/egressOf';
import { canaryLabels } from '../patch/canaryPod';
import { matchesSelector } from '../world/labelSelector';
import { podMarks } from '../world/mesh';
import { Json, listOf, podSpec } from '../world/podTemplate';
import { around } from '../world/surroundings';
import { runInWords, runObstacle } from './canaryRun';
import { keepsApart, noRoom, surgeOf, volumesOfOneNode } from './capacity';
import { accountLabels } from './networkPolicy';
import { answer, CheckContext, PlanCheck, short } from './PlanCheck';

const OTHER_KINDS: Readonly<Record<string, string>> = {
  StatefulSet: 'each Pod of a StatefulSet has a name and volumes of its own',
  DaemonSet: 'a DaemonSet has one Pod on each node, and may not bear two',
};

const EVIDENCE = 'Workload, its strategy, and what is around it.';

/** Whether the migration begins with a canary: one Pod, or run, on the role beside the others, before any of them is changed. */
export const canary: PlanCheck = context => {
  if (!context.world.settings.canary) {
    return undefined;
  }
  const obstacle = canaryObstacle(context) ?? unasked(context);
  if (!obstacle && context.world.object.kind === 'CronJob') {
    return answer('canary', undefined, {
      state: 'warning',
      message: runInWords(context),
      evidence: 'concurrencyPolicy and Job template of the CronJob.',
      fix: 'Where a run more may do harm, plan without it: the next run of the schedule is then the first on the role.',
    });
  }
  return obstacle
    ? answer('canary', undefined, {
        state: 'notChecked',
        params: { reason: obstacle },
        message: `Not proven by a canary: ${obstacle}.`,
        evidence: EVIDENCE,
      })
    : answer('canary', undefined, {
        state: 'passed',
        message:
          'One Pod with the role is started beside the others and proven before the workload is changed. It gets no traffic; what it takes from elsewhere, such as work of a queue, it takes as any new Pod of a roll out.',
        evidence: EVIDENCE,
      });
};

/** Why it is left out though it could be: a run does its work, so the settings of the portal do not start one more. */
export function unasked({ world }: CheckContext): string | undefined {
  return world.object.kind === 'CronJob' && !world.request.canary
    ? 'a run does its work, and one more would do it twice, so one is started only when this plan is asked for it; else the next run is the first on the role'
    : undefined;
}

/**
 * Why no Pod is started beside the others; undefined where one can be. A roll out that starts new Pods before it ends old ones
 * does the same, so one Pod more is nothing new to such a workload. To any other it may be.
 */
export function canaryObstacle(context: CheckContext): string | undefined {
  const { world, delivery } = context;
  const { kind, spec = {} } = world.object;
  if (delivery?.way === 'changeRequest') {
    return 'what keeps the workload as its source says brings role and template together, with the merge';
  }
  if (kind === 'CronJob') {
    return runObstacle(context);
  }
  if (kind !== 'Deployment') {
    return OTHER_KINDS[String(kind)] ?? `a ${kind} is not copied`;
  }
  if (Number(spec.replicas ?? 1) < 2) {
    return 'with one replica or none, the first Pod of the roll out is the trial';
  }
  if (surgeOf(context) === 0) {
    return 'its roll out ends a Pod before it starts another, so it may not bear one more';
  }
  if (listOf(podSpec(world.object), 'readinessGates').length > 0) {
    return 'something else decides whether its Pods are ready (readinessGates), and may not look at one more';
  }
  const apart = keepsApart(world.object);
  if (apart) {
    return `two of its Pods cannot be on one node (${apart})`;
  }
  const volumes = volumesOfOneNode(context);
  if (volumes.length > 0) {
    return `volume ${short(volumes)} can be on one node only`;
  }
  const full = noRoom(context);
  if (full.length > 0) {
    return `ResourceQuota ${short(
      full.map(({ name }) => name),
    )} leaves no room for one more Pod`;
  }
  const { unknown } = around(world.surroundings, [
    'LimitRange',
    'PersistentVolumeClaim',
    'ResourceQuota',
  ]);
  if (unknown.length > 0) {
    return `whether there is room for one more Pod is not known (${short(
      unknown,
    )})`;
  }
  return ofLabels(context);
}

/** A canary has none of the labels of the template. Where something else depends on them, it would not be like the others. */
function ofLabels({ world, target }: CheckContext): string | undefined {
  const labels = canaryLabels(world.object, 'canary');
  const selector = world.object.spec?.selector as Json | undefined;
  if (!selector || matchesSelector(selector, labels)) {
    return 'its selector takes Pods without labels for its own';
  }
  const policiesOf = (of: typeof labels) =>
    egressOf(world.surroundings, {
      namespace: world.request.workload.namespace,
      namespaceLabels: world.namespaceLabels,
      labels: of,
      serviceAccount: target.serviceAccountName,
      serviceAccountLabels: accountLabels(world),
    });
  const own = policiesOf(podMarks(world).labels);
  if (own.unknown.length > 0) {
    return `whether network policies select its Pods by their labels is not known (${short(
      own.unknown,
    )})`;
  }
  const names = own.policies.map(({ name }) => name);
  const others = policiesOf(labels).policies.map(({ name }) => name);
  const differing = [
    ...names.filter(name => !others.includes(name)),
    ...others.filter(name => !names.includes(name)),
  ];
  return differing.length > 0
    ? `${short(
        differing,
      )} decides by the labels of a Pod what it may reach, and a canary has none of them`
    : undefined;
}
