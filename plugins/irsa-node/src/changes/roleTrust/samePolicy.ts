import { isDeepStrictEqual } from 'node:util';
import {
  canonicalPolicy,
  canonicalStatement,
  parsePolicyDocument,
  Statement,
  toArray,
} from 'backstage-plugin-irsa-common';
import { Json } from '../detach/podFields';

/** Whether two documents, each a value of JSON, are the same but for order, repetition and lists of one. False for what is no trust policy. */
export function isSamePolicy(one: unknown, other: unknown): boolean {
  const text = canonical(one);
  return text !== undefined && text === canonical(other);
}

function canonical(value: unknown): string | undefined {
  const { document } = parsePolicyDocument(value, 'trust');
  return document && canonicalPolicy(document);
}

/** A policy whose list of statements says at which place of the source each is: one that goes is undefined there. */
export interface PlacedPolicy extends Json {
  Statement: (Json | undefined)[];
}

/** What makes a statement of after the one that a statement of before becomes, the surest first. */
const PAIRS: ((one: Statement) => (other: Statement) => boolean)[] = [
  one => other =>
    isDeepStrictEqual(canonicalStatement(one), canonicalStatement(other)),
  one => other => one.Sid !== undefined && one.Sid === other.Sid,
  one => other =>
    one.Effect === other.Effect && isSame('Principal', one, other),
  one => other => one.Effect === other.Effect,
  () => () => true,
];

/**
 * A policy in the form in which the source has the one of before: statements in its order, and what means the same as it is written there.
 *
 * @param source - as it is written, with a list of statements
 */
export function inFormOf(source: PlacedPolicy, after: Json): PlacedPolicy {
  const left = toArray(after.Statement as Statement | Statement[]);
  const take = (isIt: (each: Statement) => boolean) => {
    const index = left.findIndex(isIt);
    return index < 0 ? undefined : left.splice(index, 1)[0];
  };
  const written = source.Statement.map(each => each as unknown as Statement);
  const found = new Map<Statement, Statement>();
  for (const isPair of PAIRS) {
    for (const each of written) {
      const pair = found.has(each) ? undefined : take(isPair(each));
      if (pair) {
        found.set(each, pair);
      }
    }
  }
  const { Statement: _, ...rest } = after;
  return {
    ...merged(source, rest, ['Statement']),
    Statement: [
      ...written.map(each => {
        const pair = found.get(each);
        return pair && statementInFormOf(each, pair);
      }),
      ...left.map(each => ({ ...each } as Json)),
    ],
  };
}

function isSame(field: keyof Statement, one: Statement, other: Statement) {
  return isDeepStrictEqual(
    canonicalStatement(one)[field],
    canonicalStatement(other)[field],
  );
}

function statementInFormOf(one: Statement, other: Statement): Json {
  const fields = Object.fromEntries(
    Object.entries(other).map(([name, value]) => {
      const field = name as keyof Statement;
      const before = one[field];
      if (isSame(field, one, other)) {
        return [field, before];
      }
      return [
        field,
        isObject(before) && isObject(value)
          ? mapInFormOf(before, value)
          : inListOf(before, value),
      ];
    }),
  );
  return merged(one as unknown as Json, fields);
}

/** Principals, or conditions. */
function mapInFormOf(one: Json, other: Json): Json {
  return merged(
    one,
    Object.fromEntries(
      Object.entries(other).map(([name, value]) => {
        const before = one[name];
        return [
          name,
          isObject(before) && isObject(value)
            ? mapInFormOf(before, value)
            : inListOf(before, value),
        ];
      }),
    ),
  );
}

/** Values in a list where they were in one, in its order. */
function inListOf(before: unknown, value: unknown): unknown {
  const texts = (given: unknown) =>
    [...new Set(toArray(given as string | string[]).map(String))].sort();
  if (before === undefined || isObject(before) || isObject(value)) {
    return value;
  }
  if (isDeepStrictEqual(texts(before), texts(value))) {
    return before;
  }
  if (!Array.isArray(before)) {
    return value;
  }
  const after = toArray(value as string | string[]);
  const kept = before.filter(each => after.map(String).includes(String(each)));
  const known = kept.map(String);
  return [...kept, ...after.filter(each => !known.includes(String(each)))];
}

/** The keys of `other`, in the order of `one` as far as it has them. */
function merged(one: Json, other: Json, besides: string[] = []): Json {
  const names = [
    ...Object.keys(one).filter(name => name in other),
    ...Object.keys(other).filter(name => !(name in one)),
  ].filter(name => !besides.includes(name));
  return Object.fromEntries(names.map(name => [name, other[name]]));
}

/** One statement without a list stays one. */
export function placedIn(before: Json, after: PlacedPolicy): Json {
  const [only, ...others] = after.Statement;
  return isObject(before.Statement) && only && others.length === 0
    ? { ...after, Statement: only }
    : after;
}

/** Without the places of statements that go. */
export function withoutHoles(policy: PlacedPolicy): Json {
  return {
    ...policy,
    Statement: policy.Statement.filter(each => each !== undefined),
  };
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
