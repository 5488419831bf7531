import { Json } from '../world/podTemplate';
import { around, SurroundingKind } from '../world/surroundings';
import { answer, PlanCheck, short } from './PlanCheck';

/** Which field of a kind names the workload whose Pod template it runs. */
const TAKERS: readonly { kind: SurroundingKind; field: string }[] = [
  { kind: 'Rollout.argoproj.io', field: 'workloadRef' },
  { kind: 'Canary.flagger.app', field: 'targetRef' },
];

/**
 * A Rollout of Argo may run the template of a Deployment, and Flagger runs a copy of its target; the workload itself is then scaled to
 * zero. A changed template reaches Pods that are not the workload's, in the time of somebody else, so that nothing here can prove them.
 * https://argo-rollouts.readthedocs.io/en/stable/migrating/, https://docs.flagger.app/usage/how-it-works
 */
export const templateUsers: PlanCheck = ({ world }) => {
  const { kind, name } = world.request.workload;
  const { found, unknown } = around(
    world.surroundings,
    TAKERS.map(taker => taker.kind),
  );
  const takers = found
    .filter(each => {
      const { field } = TAKERS.find(taker => taker.kind === each.kind)!;
      const reference = ((each.object.spec as Json | undefined)?.[field] ??
        {}) as Json;
      return reference.kind === kind && reference.name === name;
    })
    .map(each => {
      const metadata = each.object.metadata as Json | undefined;
      return `${each.kind.split('.')[0]} ${metadata?.name}`;
    });
  if (takers.length > 0) {
    return answer('template-users', 'F38', {
      state: 'blocked',
      params: { takers },
      message: `${short(
        takers,
      )} runs the Pods of this template, in its own steps. The portal would look at Pods of the ${kind}, which are others or none.`,
      evidence: 'Rollouts of Argo and Canaries of Flagger in the namespace.',
      fix: `Change the ServiceAccount and the template by hand, in the steps of that roll out. Or let the ${kind} run its Pods by itself, then make a new plan.`,
    });
  }
  return unknown.length > 0
    ? answer('template-users', 'F38', {
        state: 'notChecked',
        params: { notRead: unknown },
        message: `Whether something else runs the Pods of this template is not known: ${short(
          unknown,
        )} could not be listed.`,
        evidence: 'Answers of the cluster.',
        fix: 'Give the portal the auditor role of the documentation, then make a new plan.',
      })
    : undefined;
};
