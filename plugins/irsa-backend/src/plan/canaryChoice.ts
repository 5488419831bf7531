import { Plan } from 'backstage-plugin-irsa-common';
import { canaryObstacle } from './checks/canary';
import { CheckContext } from './checks/PlanCheck';

/** Whether one Pod is tried before the others, and what decided it. */
export function canaryChoice(
  context: CheckContext,
): NonNullable<Plan['canaryChoice']> {
  const { settings, request } = context.world;
  const obstacle = canaryObstacle(context);
  return obstacle
    ? { isOn: false, because: 'obstacle', obstacle }
    : {
        isOn: settings.canary === true,
        because: request.canary === undefined ? 'settings' : 'asked',
      };
}
