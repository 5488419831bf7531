import { Manager, Plan } from 'backstage-plugin-irsa-common';
import { T } from '../../hooks';

/** Why a plan cannot be started now, in words that name the way out; undefined when it can. */
export function whyNotStart(
  t: T,
  state: {
    plan: Plan;
    /** The plan's status as of now: it may have expired since it was read. */
    status: Plan['status'];
    acknowledged: string[];
    manager?: Manager;
  },
): string | undefined {
  const { plan, status, acknowledged, manager } = state;
  const blocked = plan.checks.find(check => check.state === 'blocked');
  if (blocked) {
    return t('plan.startBlocked', {
      fix: blocked.fix ?? blocked.message ?? blocked.evidence,
    });
  }
  if (manager && !manager.livePatchAllowed) {
    return t('plan.source.title');
  }
  switch (status) {
    case 'expired':
      return t('plan.startExpired');
    case 'nothingToDo':
      return t('plan.startNothing');
    case 'used':
      return t('plan.startUsed');
    case 'discarded':
      return t('plan.startDiscarded');
    case 'blocked':
      return t('plan.statusOf.blocked');
    default:
  }
  const unseen = plan.checks.filter(
    check => check.state === 'warning' && !acknowledged.includes(check.id),
  );
  return unseen.length > 0
    ? t('plan.startAcknowledge', { count: unseen.length })
    : undefined;
}
