import { ConditionBlock, conditionHolds, createTextReader } from '../policy';
import { ContextLookup } from '../policy/context';

/** Whether a condition block is met, as far as the known keys tell; `maybe` when keys decide that only a request has. */
export function knownCondition(
  block: ConditionBlock | undefined,
  known: ContextLookup,
  version: string | undefined,
): 'yes' | 'no' | 'maybe' {
  const reader = createTextReader(version, known);
  const tests = Object.entries(block ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => ({ operator, key, values })),
  );
  const decided = tests.filter(({ key }) => known.values(key) !== undefined);
  const isMet = decided.every(({ operator, key, values }) =>
    conditionHolds({ [operator]: { [key]: values } }, known, reader),
  );
  if (!isMet) {
    return 'no';
  }
  return decided.length === tests.length ? 'yes' : 'maybe';
}
