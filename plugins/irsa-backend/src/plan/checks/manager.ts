import { Manager } from 'backstage-plugin-irsa-common';
import { answer, PlanCheck } from './PlanCheck';

export const manager: PlanCheck = ({ world, delivery }) => {
  const { manager: by } = world.workload;
  const mode = { operator: 'F37', helm: 'F36' }[by.kind as string] ?? 'F35';
  const proposed = delivery?.way === 'changeRequest' ? delivery : undefined;
  if (!by.livePatchAllowed && proposed?.state === 'ready') {
    return answer('managed-by', mode, {
      state: 'passed',
      params: { manager: by.kind, name: by.name ?? '' },
      message: proposed.reason,
      evidence: [by.evidence, ...(proposed.proof ?? [])].join(' '),
    });
  }
  return by.livePatchAllowed
    ? answer('managed-by', mode, {
        state: 'passed',
        params: { manager: by.kind },
        message: 'Nothing would take the change back.',
        evidence: by.evidence,
      })
    : answer('managed-by', mode, {
        state: 'blocked',
        params: { manager: by.kind, name: by.name ?? '' },
        message: `${nameOf(
          by,
        )} keeps this workload as its source says, and would revert a change made here.`,
        evidence: by.evidence,
        fix: `${
          proposed
            ? `The portal cannot propose the change itself: ${proposed.reason} `
            : ''
        }Make the same change in the source: copy the differences or the commands.`,
      });
};

/** Of a tool without a kind of its own, its name alone. */
function nameOf({ kind, name }: Manager): string {
  if (kind === 'unknown') {
    return name ?? 'A tool that is not known';
  }
  return name ? `${kind} ${name}` : kind;
}
