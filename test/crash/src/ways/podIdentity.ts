import { WALKTHROUGH } from '../world/CrashWorld';
import { forward } from './forward';
import { rollback } from './rollback';
import { Way } from './Way';

/** There and back again, with a role that an EKS Pod Identity association gives. */
export const POD_IDENTITY_WAYS: readonly Way[] = [forward, rollback].map(
  way => ({
    ...way,
    name: `${way.name}-pod-identity`,
    world: { ...WALKTHROUGH, podIdentity: true },
  }),
);
