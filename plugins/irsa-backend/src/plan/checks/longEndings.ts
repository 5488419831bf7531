import { podSpec } from '../world/podTemplate';
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
  // A StatefulSet replaces one Pod after the other, whatever its podManagementPolicy is.
  const inTurn = kind === 'StatefulSet' ? Number(spec.replicas ?? 1) : 1;
  const longest = grace * inTurn;
  const patience =
    Number(spec.progressDeadlineSeconds ?? USUAL_DEADLINE) +
    rolloutTimeoutMs / 1000;
  return longest > patience && grace > USUAL_GRACE
    ? answer('long-endings', 'F40', {
        state: 'warning',
        params: { graceSeconds: grace, pods: inTurn, waitSeconds: patience },
        message: `A Pod may take ${minutes(grace)} to end${
          inTurn > 1 ? `, and ${inTurn} go one after the other` : ''
        }. The migration waits ${minutes(
          patience,
        )} for all old Pods to be gone, and then takes the change back.`,
        evidence:
          'terminationGracePeriodSeconds, replicas and progressDeadlineSeconds of the workload.',
        fix: `Migrate when little is under way, or let the migration wait longer: ${
          kind === 'Deployment'
            ? 'progressDeadlineSeconds of the Deployment, or '
            : ''
        }irsa.migration.rolloutTimeout.`,
      })
    : undefined;
};

function minutes(seconds: number): string {
  return `${Math.round(seconds / 60)} minutes`;
}
