import { V1PodSpec } from '@kubernetes/client-node';
import { readObject } from 'backstage-plugin-irsa-node';
import { podSpec, WorkloadObject } from '../../plan/world/podTemplate';
import { workloadPath } from '../../plan/world/workloadPath';
import { workloadTitle } from '../kubernetes/objects';
import { podFindings, staticFindings } from '../kubernetes/podFindings';
import { listPods } from '../kubernetes/waitForRollout';
import { ClusterContext } from '../model/Step';
import { broken, FootingFact, holds } from '../model/Footing';

const SHOWN = 3;

/** The Pod template and the Pods that run. A workload that is gone needs neither role nor key. */
export async function workloadFooting(
  context: ClusterContext,
): Promise<FootingFact[]> {
  const { execution, cluster } = context;
  const object = workloadTitle(execution.workload);
  const workload = await context.read(() =>
    readObject<WorkloadObject>(cluster, workloadPath(execution.workload)),
  );
  if (!workload) {
    return [holds(object, 'It is not there any more, so nothing of it runs.')];
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
    wrong.length > 0
      ? broken(`Pods of ${object}`, `Not on the role: ${some(wrong)}.`)
      : holds(`Pods of ${object}`, podsInWords(pods.length)),
  ];
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
