import { CANARY_RUN_WAYS } from './canaryRun';
import { CHANGE_REQUEST_WAYS } from './changeRequest';
import { forward } from './forward';
import { POD_IDENTITY_WAYS } from './podIdentity';
import { RETIRE_WAYS } from './retire';
import { rollback } from './rollback';
import { SETTLE_WAYS } from './settle';
import { soak } from './soak';
import { Way } from './Way';

/** All ways that the test walks. */
export const WAYS: readonly Way[] = [
  forward,
  rollback,
  soak,
  ...RETIRE_WAYS,
  ...SETTLE_WAYS,
  ...CHANGE_REQUEST_WAYS,
  ...POD_IDENTITY_WAYS,
  ...CANARY_RUN_WAYS,
];
