import { beginSoak } from './beginSoak';
import { checkPods } from './checkPods';
import { cutOver } from './cutOver';
import { ensurePolicy } from './ensurePolicy';
import { ensureProvider } from './ensureProvider';
import { ensureRole } from './ensureRole';
import { ensureServiceAccount } from './ensureServiceAccount';
import { proveInjection } from './proveInjection';
import { proveRole } from './proveRole';
import { rollOut } from './rollOut';
import { snapshot } from './snapshot';
import { Step } from '../model/Step';

/** In the order of `STEP_IDS`. */
export const steps: Step[] = [
  snapshot,
  ensureProvider,
  ensurePolicy,
  ensureRole,
  proveRole,
  ensureServiceAccount,
  proveInjection,
  cutOver,
  rollOut,
  checkPods,
  beginSoak,
];
