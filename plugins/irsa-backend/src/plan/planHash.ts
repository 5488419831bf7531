import { digest } from '../shared/canonicalJson';
import { PlanExecution } from './types';

/** The tag with the plan's id. */
export const PLAN_TAG = 'irsa:plan';

/** SHA-256 over what would be done and what it rests on; the same world gives the same hash, whoever asks and whenever. */
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
