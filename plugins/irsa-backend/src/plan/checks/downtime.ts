import { Json, WorkloadObject } from '../world/podTemplate';
import { answer, PlanCheck } from './PlanCheck';

/** A share of the Pods: a number, or a percentage of `of`. `up`: a part of a Pod counts as one. */
function share(value: unknown, of: number, up: boolean): number {
  const number = Number.parseInt(String(value), 10);
  if (!String(value).endsWith('%')) {
    return number;
  }
  const part = (number * of) / 100;
  return up ? Math.ceil(part) : Math.floor(part);
}

/** What goes down, and the fields that say so. */
interface Gap {
  what: string;
  facts: string;
}

/**
 * https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy: of percentages the surge is rounded up and what
 * may be away is rounded down; where both come to 0, one Pod may be away.
 */
function gapOfDeployment(strategy: Json, replicas: number): Gap | undefined {
  if (strategy.type === 'Recreate') {
    return {
      what: 'all Pods are taken away before the first new one starts',
      facts: 'strategy.type is Recreate',
    };
  }
  const { maxUnavailable = '25%', maxSurge = '25%' } =
    (strategy.rollingUpdate ?? {}) as Json;
  const surge = share(maxSurge, replicas, true);
  const away = share(maxUnavailable, replicas, false);
  return (surge === 0 && away === 0 ? 1 : away) >= replicas
    ? {
        what: `${
          replicas === 1 ? 'the only Pod' : `each of the ${replicas} Pods`
        } may be taken away before a new one is ready`,
        facts: `replicas is ${replicas}, maxUnavailable ${String(
          maxUnavailable,
        )}, maxSurge ${String(maxSurge)}`,
      }
    : undefined;
}

/** A Pod of a StatefulSet goes before its successor comes, since both have one name. maxUnavailable is rounded up, and 1 unless set. */
function gapOfStatefulSet(strategy: Json, replicas: number): Gap | undefined {
  const { maxUnavailable } = (strategy.rollingUpdate ?? {}) as Json;
  const away = Math.max(1, share(maxUnavailable ?? 1, replicas, true));
  return away >= replicas
    ? {
        what: `${
          replicas === 1 ? 'the only Pod' : `each of the ${replicas} Pods`
        } is taken away before its successor starts`,
        facts: `replicas is ${replicas}${
          maxUnavailable === undefined
            ? ''
            : `, maxUnavailable ${String(maxUnavailable)}`
        }`,
      }
    : undefined;
}

/** https://kubernetes.io/docs/tasks/manage-daemon/update-daemon-set/: maxSurge is 0 unless set. */
function gapOfDaemonSet(strategy: Json): Gap | undefined {
  const { maxSurge = 0 } = (strategy.rollingUpdate ?? {}) as Json;
  return share(maxSurge, 100, true) === 0
    ? {
        what: 'on each node the Pod is taken away before its successor starts',
        facts: `maxSurge is ${String(maxSurge)}`,
      }
    : undefined;
}

function gapOf({ kind, spec = {} }: WorkloadObject): Gap | undefined {
  const strategy = (spec.updateStrategy ?? spec.strategy ?? {}) as Json;
  const replicas = Number(spec.replicas ?? 1);
  if (strategy.type === 'OnDelete' || replicas === 0) {
    // Of these, the check of the strategy tells.
    return undefined;
  }
  switch (kind) {
    case 'Deployment':
      return gapOfDeployment(strategy, replicas);
    case 'StatefulSet':
      return gapOfStatefulSet(strategy, replicas);
    case 'DaemonSet':
      return gapOfDaemonSet(strategy);
    default:
      return undefined;
  }
}

/** Whether nobody answers for a while during the roll out. */
export const downtime: PlanCheck = ({ world }) => {
  const { object } = world;
  const gap = gapOf(object);
  return gap
    ? answer('downtime', 'F40', {
        state: 'warning',
        message: `The service is down for as long as a Pod needs to start: ${gap.what}. A way back takes as long again.`,
        evidence: `${object.kind}: ${gap.facts}.`,
        fix:
          object.kind === 'StatefulSet'
            ? 'Migrate at a time when the service may be down, or run more Pods if it can.'
            : 'Migrate at a time when the service may be down, or let a new Pod start first (maxSurge 1, maxUnavailable 0) if two may run side by side.',
      })
    : undefined;
};
