import { StartVerdict } from 'backstage-plugin-irsa-common';
import { T } from '../../hooks';

/** Why a plan cannot be started now, in words that name the way out; undefined when it can. */
export function refusalInWords(
  t: T,
  verdict: StartVerdict,
): string | undefined {
  if (verdict.canStart) {
    return undefined;
  }
  const { refusal } = verdict;
  switch (refusal.because) {
    case 'used':
      return t('plan.startUsed');
    case 'discarded':
      return t('plan.startDiscarded');
    case 'expired':
      return t('plan.startExpired');
    case 'nothingToDo':
      return t('plan.startNothing');
    case 'ownedBySource':
      return t('plan.source.title');
    case 'unacknowledged':
      return t('plan.startAcknowledge', { count: refusal.checks.length });
    case 'blocked': {
      const [first] = refusal.checks;
      return first
        ? t('plan.startBlocked', {
            fix: first.fix ?? first.message ?? first.evidence,
          })
        : t('plan.statusOf.blocked');
    }
    default:
      return undefined;
  }
}
