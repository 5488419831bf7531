import { answer, PlanCheck } from './PlanCheck';

export const manager: PlanCheck = ({ world }) => {
  const { manager: by } = world.workload;
  const mode = { operator: 'F37', helm: 'F36' }[by.kind as string] ?? 'F35';
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
        message: `${
          by.name ? `${by.kind} ${by.name}` : by.kind
        } keeps this workload as its source says, and would take a change made here back.`,
        evidence: by.evidence,
        fix: 'Make the same change in the source: copy the differences or the commands.',
      });
};
