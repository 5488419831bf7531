import { Plan } from 'backstage-plugin-irsa-common';
import { CheckContext } from './checks/PlanCheck';

type ServiceAccountChoice = NonNullable<Plan['serviceAccountChoice']>;

/** Which ServiceAccount the Pods get, and what decided it. */
export function serviceAccountChoice({
  world,
  target,
}: Pick<CheckContext, 'world' | 'target'>): ServiceAccountChoice {
  const because = () => {
    if (target.ownAccount && !target.isForOneStep) {
      return 'shared';
    }
    if (!world.workload.manager.livePatchAllowed) {
      return 'source';
    }
    if (world.request.ownServiceAccount !== undefined) {
      return 'asked';
    }
    return target.isForOneStep ? 'sdk' : 'usual';
  };
  return {
    present: world.serviceAccount.name,
    own: world.ownServiceAccount.name,
    isOwn: target.ownAccount,
    because: because(),
  };
}
