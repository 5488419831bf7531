import { Check } from 'backstage-plugin-irsa-common';
import { Images } from '../patch/dryRun';
import { answer } from './PlanCheck';

/** What the dry runs say against the plan. Pure. */
export function dryRunChecks(
  images: Pick<Images, 'refused' | 'unanswered'> | undefined,
): Check[] {
  const evidence = 'Server-side dry run.';
  if (images?.refused) {
    return [
      answer('dry-run', undefined, {
        state: 'blocked',
        message: `The cluster would not take the change (${images.refused}).`,
        evidence,
        fix: 'Give the portal the right, or satisfy the admission policy that refuses it.',
      }),
    ];
  }
  if (images?.unanswered) {
    return [
      answer('dry-run', undefined, {
        state: 'blocked',
        message: `Whether the cluster would take the change is not known (${images.unanswered}).`,
        evidence,
        fix: 'Make the plan again when the cluster answers.',
      }),
    ];
  }
  return [];
}
