import { Plan } from 'backstage-plugin-irsa-common';
import { canaryObstacle, unasked } from './checks/canary';
import { CheckContext } from './checks/PlanCheck';

/** Whether one Pod, or run, is tried before the others, and what decided it. */
export function canaryChoice(
  context: CheckContext,
): NonNullable<Plan['canaryChoice']> {
  const { settings, request } = context.world;
  const obstacle = canaryObstacle(context);
  if (obstacle) {
    return { isOn: false, because: 'obstacle', obstacle };
  }
  if (request.canary !== undefined) {
    return { isOn: request.canary, because: 'asked' };
  }
  return unasked(context)
    ? { isOn: false, because: 'work' }
    : { isOn: settings.canary === true, because: 'settings' };
}
