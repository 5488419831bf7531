import { ChangeImpossibleError } from '../types';
import { Json } from '../detach/podFields';
import { Computed, filledInFrom, filledInWith } from './computed';
import { inFormOf, isObject, isSamePolicy, PlacedPolicy } from './samePolicy';
import { RoleTrustChange } from './types';
import { ValueChange, valueChanges, ValuePath } from './valueChanges';

/** What is to be edited where a policy is written, and how the edited text is read again. */
export interface PolicyEdit {
  /** The policy of before, as the source has it, with all values. */
  before: Json;
  /** The policy that it becomes, with all values: each statement stands at the place of the one that it was; one that goes is undefined. */
  after: PlacedPolicy;
  /** With keys as they are written. */
  changes: ValueChange[];
  /** Values of what is computed, by its text. */
  learned: ReadonlyMap<string, string>;
  /** What a text that was read again says; undefined where a part is computed whose value is not known. */
  reread: (source: unknown) => unknown;
}

/** Where a policy is written, in words for people. */
export interface WrittenPolicy {
  /** The policy, with `Computed` for what the source does not tell. */
  source: unknown;
  path: string;
  line?: number;
  /** Such as `aws_iam_role.orders in roles.tf`. */
  name: string;
  /** Reads a key that may be computed. */
  keyOf?: (key: string) => string | Computed;
  /** Whether a key stays as it is written when what it belongs to is moved to another operator. */
  keepsKeys?: boolean;
}

/** Throws ChangeImpossibleError where the source says another policy than IAM has, or what would change is computed. */
export function planEdit(
  { source, path, line, name, keyOf, keepsKeys }: WrittenPolicy,
  change: Pick<RoleTrustChange, 'before' | 'after'>,
): PolicyEdit {
  const made: unknown = JSON.parse(change.before);
  const filled = isComputed(source, keyOf)
    ? filledInFrom(source, made, keyOf)
    : {
        value: source,
        computed: [],
        computedKeys: [],
        learned: new Map<string, string>(),
        keys: new Map<string, string>(),
      };
  if (!filled || !isObject(filled.value) || !isSamePolicy(filled.value, made)) {
    throw new ChangeImpossibleError(
      'different',
      `In ${path}, ${name} does not have the trust policy that IAM has now. Let the source be applied, or look what else has changed the role, and review it again.`,
      { path, line },
    );
  }
  const before = filled.value;
  const isOne = isObject(before.Statement);
  const after = inFormOf(
    {
      ...before,
      Statement: isOne ? [before.Statement as Json] : before.Statement,
    } as PlacedPolicy,
    JSON.parse(change.after),
  );
  const [only, ...others] = after.Statement;
  const changes = valueChanges(before, {
    ...after,
    Statement: isOne && only && others.length === 0 ? only : after.Statement,
  });
  const touched = changes.find(
    each =>
      filled.computed.some(place => touches(each, place)) ||
      (!keepsKeys && filled.computedKeys.some(place => losesKey(each, place))),
  );
  if (touched) {
    throw new ChangeImpossibleError(
      'variable',
      `In ${path}, a part of the trust policy of ${name} that would change is computed when it is applied. Make the change by hand.`,
      { path, line },
    );
  }
  return {
    before,
    after,
    changes: changes.map(each => ({
      ...each,
      path: each.path.map((step, at) =>
        typeof step === 'string'
          ? filled.keys.get(JSON.stringify(each.path.slice(0, at + 1))) ?? step
          : step,
      ),
    })),
    learned: filled.learned,
    reread: again => filledInWith(again, filled.learned, keyOf),
  };
}

function touches(change: ValueChange, place: ValuePath): boolean {
  return (
    losesKey(change, place) ||
    (change.kind === 'set' && isWithin(change.path, place)) ||
    (change.kind !== 'add' && isWithin(place, change.path))
  );
}

/** A statement that goes takes what is computed in it along; elsewhere it would be lost. */
function losesKey({ kind, path }: ValueChange, place: ValuePath): boolean {
  const isStatement = path.length === 2 && path[0] === 'Statement';
  return kind === 'remove'
    ? !isStatement && isWithin(path, place)
    : kind === 'set' && path.length < place.length && isWithin(path, place);
}

function isWithin(outer: ValuePath, inner: ValuePath): boolean {
  return outer.every((step, at) => step === inner[at]);
}

function isComputed(
  value: unknown,
  keyOf: WrittenPolicy['keyOf'] = key => key,
): boolean {
  if (value instanceof Computed) {
    return true;
  }
  if (Array.isArray(value)) {
    return value.some(each => isComputed(each, keyOf));
  }
  return (
    isObject(value) &&
    Object.entries(value).some(
      ([key, each]) => keyOf(key) !== key || isComputed(each, keyOf),
    )
  );
}

/** The policy of the edited text, as a text of JSON. Throws ChangeImpossibleError unless it is the one of after. */
export function provenPolicy(
  again: unknown,
  { reread }: PolicyEdit,
  { path, line, name }: WrittenPolicy,
  change: Pick<RoleTrustChange, 'after'>,
): string {
  const value = reread(again);
  if (!isSamePolicy(value, JSON.parse(change.after))) {
    throw unprovenPolicy({ path, line, name });
  }
  return JSON.stringify(value);
}

export function unprovenPolicy({
  path,
  line,
  name,
}: Pick<WrittenPolicy, 'path' | 'line' | 'name'>): ChangeImpossibleError {
  return new ChangeImpossibleError(
    'unproven',
    `In ${path}, ${name} is written in a way in which its trust policy could not be changed without touching more than planned. Make the change by hand.`,
    { path, line },
  );
}
