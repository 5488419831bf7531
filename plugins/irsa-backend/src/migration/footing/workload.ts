import { V1Pod, V1PodSpec } from '@kubernetes/client-node';
import { readObject } from 'backstage-plugin-irsa-node';
import { podSpec, WorkloadObject } from '../../plan/world/podTemplate';
import { workloadPath } from '../../plan/world/workloadPath';
import { workloadTitle } from '../kubernetes/objects';
import { podFindings, staticFindings } from '../kubernetes/podFindings';
import { crashInWords } from '../kubernetes/rollout';
import { listPods } from '../kubernetes/waitForRollout';
import { ClusterContext } from '../model/Step';
import { broken, FootingFact, holds } from '../model/Footing';

const SHOWN = 3;
const CRASH = 'of them crash again and again';

/**
 * The Pod template and the Pods that run. A workload that is gone needs neither role nor key.
 *
 * @param mustWork - whether Pods that crash again and again break the footing, be it for another reason than the role
 */
export async function workloadFooting(
  context: ClusterContext,
  mustWork = false,
): Promise<FootingFact[]> {
  const { execution, cluster } = context;
  const object = workloadTitle(execution.workload);
  const workload = await context.read(() =>
    readObject<WorkloadObject>(cluster, workloadPath(execution.workload)),
  );
  if (!workload) {
    return [holds(object, 'It is not there any more.')];
  }
  const spec = podSpec(workload) as unknown as V1PodSpec;
  const held = staticFindings({ spec }, execution);
  const pods = (await context.read(() => listPods(context, workload))).filter(
    ({ metadata }) => !metadata?.deletionTimestamp,
  );
  const wrong = pods.flatMap(pod => {
    const findings = podFindings(pod, execution);
    return [...findings.notInjected, ...findings.wrong].map(
      problem => `${pod.metadata?.name}: ${problem}`,
    );
  });
  return [
    held.length > 0
      ? broken(object, `Its template has ${some(held)}.`)
      : holds(object, 'Its template holds no static reference of before.'),
    podsFooting(`Pods of ${object}`, pods, wrong, mustWork),
  ];
}

function podsFooting(
  object: string,
  pods: readonly V1Pod[],
  wrong: string[],
  mustWork: boolean,
): FootingFact {
  if (wrong.length > 0) {
    return broken(object, `Not on the role: ${some(wrong)}.`);
  }
  const crashing = pods.flatMap(pod => crashInWords(pod) ?? []);
  if (crashing.length === 0) {
    return holds(object, podsInWords(pods.length));
  }
  const message = `${podsInWords(pods.length)} ${
    crashing.length
  } ${CRASH}: ${some(crashing)}. Look at the logs.`;
  return mustWork ? broken(object, message) : holds(object, message);
}

/** Whether a fact says that the workload fails on its role, whatever the reason: a run, or Pods that crash. */
export function isFailing({ object, state, message }: FootingFact): boolean {
  return object.startsWith('Runs of ')
    ? state === 'broken'
    : message.includes(CRASH);
}

function podsInWords(count: number): string {
  return count === 0
    ? 'None runs now.'
    : `All that run now (${count}) carry the role and no static key.`;
}

function some(problems: string[]): string {
  const more = problems.length - SHOWN;
  return `${problems.slice(0, SHOWN).join('; ')}${
    more > 0 ? `; and ${more} more` : ''
  }`;
}
