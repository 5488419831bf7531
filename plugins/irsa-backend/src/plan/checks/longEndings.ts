import { Json, podSpec, WorkloadObject } from '../world/podTemplate';
import { answer, PlanCheck } from './PlanCheck';

/** What Kubernetes gives a Pod to end, and a Deployment to go on, when nothing else is said. */
const USUAL_GRACE = 30;
const USUAL_DEADLINE = 600;

/**
 * A migration waits until the last old Pod is gone, for as long as the workload's own deadline and some minutes. Pods that end their
 * work first, such as runners of builds, may take longer than that.
 * https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination
 */
export const longEndings: PlanCheck = ({ world }) => {
  const { kind, spec = {} } = world.object;
  const { rolloutTimeoutMs } = world.settings;
  if (kind === 'CronJob' || rolloutTimeoutMs === undefined) {
    return undefined;
  }
  const grace = Number(
    podSpec(world.object).terminationGracePeriodSeconds ?? USUAL_GRACE,
  );
  const inTurn = roundsOf(world.object);
  const longest = grace * inTurn;
  const patience =
    Number(spec.progressDeadlineSeconds ?? USUAL_DEADLINE) +
    rolloutTimeoutMs / 1000;
  return longest > patience && grace > USUAL_GRACE
    ? answer('long-endings', 'F40', {
        state: 'warning',
        params: { graceSeconds: grace, rounds: inTurn, waitSeconds: patience },
        message: `A Pod may take ${minutes(grace)} to end${
          inTurn > 1 ? `, and they go in ${inTurn} rounds` : ''
        }. The migration waits ${minutes(
          patience,
        )} for all old Pods to be gone, and then takes the change back.`,
        evidence:
          'terminationGracePeriodSeconds, number of Pods, strategy and progressDeadlineSeconds of the workload.',
        fix: `Migrate when little is under way, or let the migration wait longer: ${
          kind === 'Deployment'
            ? 'progressDeadlineSeconds of the Deployment, or '
            : ''
        }irsa.migration.rolloutTimeout.`,
      })
    : undefined;
};

/**
 * How often Pods are awaited before the next ones go. A StatefulSet replaces one after the other, whatever its podManagementPolicy is,
 * and a DaemonSet those of one node after the other, unless maxUnavailable or maxSurge says more.
 */
function roundsOf({ kind, spec = {}, status = {} }: WorkloadObject): number {
  const strategy = (spec.updateStrategy ?? {}) as Json;
  const { maxUnavailable, maxSurge } = (strategy.rollingUpdate ?? {}) as Json;
  const pods = {
    StatefulSet: Number(spec.replicas ?? 1),
    DaemonSet: Number(status.desiredNumberScheduled ?? 1),
  }[kind as string];
  if (pods === undefined) {
    return 1;
  }
  const atOnce = [maxUnavailable, maxSurge].map(share => {
    const number = Number.parseInt(String(share ?? 1), 10);
    return String(share).endsWith('%')
      ? Math.ceil((number * pods) / 100)
      : number;
  });
  return Math.ceil(pods / Math.max(1, ...atOnce));
}

function minutes(seconds: number): string {
  return seconds < 120
    ? `${seconds} seconds`
    : `${Math.round(seconds / 60)} minutes`;
}
