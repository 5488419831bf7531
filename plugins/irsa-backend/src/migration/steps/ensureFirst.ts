import { firstContext } from '../model/firstContext';
import { FIRST_STEPS } from '../model/firstHalf';
import { Step } from '../model/Step';
import { ensurePolicy } from './ensurePolicy';
import { ensureRole } from './ensureRole';

/** The policy by which the first role becomes the planned one, in the cluster's account. */
export const ensureFirstPolicy = inFirstAccount(ensurePolicy);

/** The role of the cluster's account that the association names first: made, used again and taken back as the planned one is. */
export const ensureFirstRole = inFirstAccount(ensureRole);

function inFirstAccount(step: Step): Step {
  return {
    id: FIRST_STEPS[step.id]!,
    ensure: context => step.ensure(firstContext(context)),
    undo: context => step.undo!(firstContext(context)),
  };
}
