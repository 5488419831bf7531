import { WALKTHROUGH, WorldSettings } from '../world/CrashWorld';
import { forward } from './forward';
import { rollback } from './rollback';
import { scenarioFolder } from './scenarioFolder';
import { Way } from './Way';

const POD_IDENTITY: WorldSettings = { ...WALKTHROUGH, podIdentity: true };

/** There and back again. */
function bothWays(suffix: string, world: WorldSettings, step: string): Way[] {
  return [forward, rollback].map(way => ({
    ...way,
    name: `${way.name}-${suffix}`,
    world,
    meets: step,
  }));
}

export const POD_IDENTITY_WAYS: readonly Way[] = [
  // With a role that an EKS Pod Identity association gives.
  ...bothWays('pod-identity', POD_IDENTITY, 'ensure-association'),
  // With one of another account than the cluster's, by way of a role of the cluster's.
  ...bothWays(
    'target-role',
    { ...POD_IDENTITY, scenario: scenarioFolder('other-account') },
    'ensure-first-role',
  ),
];
