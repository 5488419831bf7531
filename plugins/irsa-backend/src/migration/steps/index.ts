import { awaitArrival } from './awaitArrival';
import { awaitAwsHalf } from './awaitAwsHalf';
import { awaitMerge } from './awaitMerge';
import { beginSoak } from './beginSoak';
import { checkPods } from './checkPods';
import { cutOver } from './cutOver';
import { ensureAssociation } from './ensureAssociation';
import { ensureFirstPolicy, ensureFirstRole } from './ensureFirst';
import { ensurePolicy } from './ensurePolicy';
import { ensureProvider } from './ensureProvider';
import { ensureRole } from './ensureRole';
import { ensureServiceAccount } from './ensureServiceAccount';
import { openRequest } from './openRequest';
import { proveCanary } from './proveCanary';
import { proveInjection } from './proveInjection';
import { proveRole } from './proveRole';
import { rollOut } from './rollOut';
import { snapshot } from './snapshot';
import { Step } from '../model/Step';
import { StepChoice, StepId, stepIdsOf } from '../model/stepIds';

const all: Step[] = [
  snapshot,
  ensureProvider,
  ensurePolicy,
  ensureRole,
  awaitAwsHalf,
  proveRole,
  ensureServiceAccount,
  ensureFirstPolicy,
  ensureFirstRole,
  ensureAssociation,
  proveInjection,
  proveCanary,
  cutOver,
  openRequest,
  awaitMerge,
  awaitArrival,
  rollOut,
  checkPods,
  beginSoak,
];

/** The steps of an execution, in their order. */
export function stepsOf(execution: StepChoice): Step[] {
  return stepIdsOf(execution).map(stepWith);
}

export function stepWith(id: StepId): Step {
  return all.find(step => step.id === id)!;
}
