import { digest } from '../shared/canonicalJson';
import { PlanExecution } from './types';

/** The tag with the plan's id. */
export const PLAN_TAG = 'irsa:plan';

/**
 * SHA-256 of what would be done and the state that it depends on. The same world gives the same hash, for every user
 * and at every time.
 */
export function planHash(execution: PlanExecution): string {
  const { tags, preImages, ...rest } = execution;
  return digest({
    ...rest,
    tags: Object.fromEntries(
      Object.entries(tags).filter(([key]) => key !== PLAN_TAG),
    ),
    preImages: preImages.map(({ object, digest: of }) => [object, of]),
  });
}
