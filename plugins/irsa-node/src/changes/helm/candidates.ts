import { accountCandidates } from './accountCandidates';
import { additionCandidates } from './additionCandidates';
import { Candidate, Known } from './known';
import { removalCandidates } from './removalCandidates';

/** Edits of values that may bring about a change, or several, the likeliest first. Pure. */
export function candidatesFor(all: readonly Known[]): Candidate[] {
  const seen = new Set<string>();
  return all
    .flatMap(known => {
      const removals = removalCandidates(known);
      return [
        ...accountCandidates(known),
        ...removals,
        ...additionCandidates(known, removals),
      ];
    })
    .sort((a, b) => a.rank - b.rank)
    .filter(({ edits }) => {
      const id = JSON.stringify(edits);
      const isNew = edits.length > 0 && !seen.has(id);
      seen.add(id);
      return isNew;
    });
}
