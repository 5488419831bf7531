import { stringify } from 'yaml';
import { ChangeImpossibleError } from '../types';
import {
  isMapValue,
  isWritten,
  pathText,
  ValueEdit,
  valueAt,
  ValuePath,
} from './values';

/**
 * One value that a release takes from elsewhere, over all that is written in its values: an entry of `spec.valuesFrom` of a HelmRelease with
 * `targetPath`, or a parameter of an Application. It is changed there, never here.
 *
 * https://fluxcd.io/flux/components/helm/helmreleases/#values-references
 * https://argo-cd.readthedocs.io/en/stable/user-guide/helm/#helm-value-precedence
 */
export interface FixedValue {
  at: ValuePath;
  /** Absent where it was not read, as of every Secret. */
  known?: { value: unknown };
  /** Whether there may be no such object, and then no value. */
  optional?: boolean;
  /** Whether it counts whatever the values write at its place. */
  isOverAll?: boolean;
  /** Where it is changed, such as `key password of Secret shop/orders`. */
  from: string;
}

/** What is put in place of all values that were not read; a release is rendered with each. */
export interface StandIn {
  /** For people, such as `a text`; absent when there is nothing that was not read. */
  words?: string;
  /** Absent when they are left out, as far as they may be. */
  value?: unknown;
}

const UNREAD: readonly StandIn[] = [
  { words: 'a text', value: 'not-read' },
  { words: 'an empty text', value: '' },
  { words: 'true', value: true },
  { words: 'a number', value: 1 },
];
const LEFT_OUT: StandIn = { words: 'left out' };

/** Longer paths of lists would be lists of nothing but holes. */
const MAX_INDEX = 100;

/**
 * The path of a `targetPath`, in the form of Helm's --set: dots between names, `\` before a character that is meant as it is, places of
 * lists in brackets. Undefined when it is in none of these forms.
 *
 * https://helm.sh/docs/intro/using_helm/#the-format-and-limitations-of---set
 */
export function targetPathOf(text: string): ValuePath | undefined {
  const path: (string | number)[] = [];
  let rest = text;
  while (rest !== '') {
    const dot = path.length > 0 ? '\\.' : '';
    const [whole, name, place] =
      new RegExp(`^(?:${dot}((?:[^.\\\\[\\]]|\\\\.)+)|\\[(\\d{1,5})\\])`).exec(
        rest,
      ) ?? [];
    if (whole === undefined || (place !== undefined && path.length === 0)) {
      return undefined;
    }
    if (place !== undefined && Number(place) > MAX_INDEX) {
      return undefined;
    }
    path.push(
      place === undefined ? name.replace(/\\(.)/g, '$1') : Number(place),
    );
    rest = rest.slice(whole.length);
  }
  return path.length > 0 ? path : undefined;
}

/**
 * The value that Flux makes of a text, as Helm's --set does: `true`, `null` and whole numbers are no texts unless they are quoted.
 * Undefined where the text has parts that mean more, such as lists and commas.
 *
 * @param literal - it is taken as it is
 */
export function setValueOf(
  text: string,
  literal: boolean,
): { value: unknown } | undefined {
  if (literal) {
    return { value: text };
  }
  const quoted = /^(?:'[^]*'|"[^]*"|['"])$/.test(text);
  const plain = quoted ? text.replace(/^['"]+|['"]+$/g, '') : text;
  if (/[,\\]/.test(plain) || plain.startsWith('{')) {
    return undefined;
  }
  if (quoted) {
    return { value: plain };
  }
  if (/^(true|false)$/i.test(plain)) {
    return { value: plain.toLowerCase() === 'true' };
  }
  if (/^null$/i.test(plain)) {
    return { value: null };
  }
  if (/^(0|[1-9]\d*|[+-]\d+)$/.test(plain)) {
    return Number.isSafeInteger(Number(plain))
      ? { value: Number(plain) }
      : undefined;
  }
  return { value: plain };
}

/** What values that were not read are taken to be, one after the other; one stand-in without words where all were read. */
export function standIns(fixed: readonly FixedValue[]): readonly StandIn[] {
  const unread = fixed.filter(({ known }) => !known);
  if (unread.length === 0) {
    return [{}];
  }
  return unread.some(({ optional }) => optional)
    ? [...UNREAD, LEFT_OUT]
    : UNREAD;
}

/** The fixed values as they are over all others. */
export function fixedOver(
  fixed: readonly FixedValue[],
  stand: StandIn,
  below: unknown = {},
): unknown {
  return fixed.reduce<unknown>((values, { at, known, optional }) => {
    const isOut = !known && stand === LEFT_OUT && optional;
    return isOut
      ? values
      : put(values, at, known ? known.value : stand.value ?? '');
  }, below);
}

/** The text of values that Helm is given last. */
export function fixedText(
  fixed: readonly FixedValue[],
  stand: StandIn,
): string {
  return stringify(fixedOver(fixed, stand));
}

function put(
  node: unknown,
  [step, ...rest]: ValuePath,
  value: unknown,
): unknown {
  const inside = (inner: unknown) =>
    rest.length > 0 ? put(inner, rest, value) : value;
  if (typeof step === 'number') {
    const list = Array.isArray(node) ? [...node] : [];
    while (list.length < step) {
      list.push(null);
    }
    list[step] = inside(list[step]);
    return list;
  }
  const map = isMapValue(node) ? node : {};
  return { ...map, [step]: inside(map[step]) };
}

/** The fixed value that an edit would change, or that would hide what it writes. */
export function fixedUnder(
  fixed: readonly FixedValue[],
  { path }: ValueEdit,
): FixedValue | undefined {
  return fixed.find(({ at }) => {
    const [short, long] = at.length < path.length ? [at, path] : [path, at];
    return short.every((step, index) => String(step) === String(long[index]));
  });
}

/**
 * Flux lays a value by its path over all others in most cases, and below those of the release in some: by how its maps were merged before.
 * Throws ChangeImpossibleError where that would matter, since a place writes the same.
 *
 * https://github.com/fluxcd/pkg/blob/main/chartutil/values.go
 *
 * @param own - what a place writes
 */
export function assertUndisputed(
  fixed: readonly FixedValue[],
  own: unknown,
  path: string,
): void {
  const disputed = fixed.find(
    ({ at, isOverAll }) =>
      !isOverAll &&
      at.some((_, index) => {
        const here = at.slice(0, index + 1);
        const isLast = index === at.length - 1;
        const written = isWritten(own, here);
        return isLast ? written : written && !isMapValue(valueAt(own, here));
      }),
  );
  if (disputed) {
    throw new ChangeImpossibleError(
      'unproven',
      `${path} writes ${pathText(disputed.at)}, which comes from ${
        disputed.from
      } too. Which of them Flux takes depends on more than their order, so the change cannot be proven. Write it in one place, or make the change by hand.`,
      { path },
    );
  }
}
