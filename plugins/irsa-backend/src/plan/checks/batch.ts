import { counted } from 'backstage-plugin-irsa-common';
import { answer, PlanCheck } from './PlanCheck';

export const batch: PlanCheck = ({ world }) => {
  if (world.object.kind !== 'CronJob') {
    return undefined;
  }
  const active = (world.object.status?.active as unknown[] | undefined) ?? [];
  return answer('batch', 'F39', {
    state: 'warning',
    params: { active: active.length },
    message: `Only the next run of this CronJob gets the role; ${
      active.length > 0
        ? counted(active.length, 'run keeps', 'runs keep')
        : 'runs under way keep'
    } the key until they end.`,
    evidence: world.object.spec?.suspend
      ? 'The CronJob is suspended.'
      : `Schedule ${world.object.spec?.schedule}.`,
    fix: 'Switch the key off only after a run has ended well with the role.',
  });
};
