import { Json } from '../detach/podFields';
import { isObject } from './samePolicy';
import { ValuePath } from './valueChanges';

/** A part of a source that is computed when it is applied, such as `!Sub`. */
export class Computed {
  constructor(
    /** As it is written; what is written the same has the same value. */
    readonly text: string,
    /** What its value can be. */
    readonly pattern: RegExp,
  ) {}
}

/** The source, and what was made from it, do not fit. */
class Misfit extends Error {}

function misfit(): never {
  throw new Misfit('The source and what was made from it differ.');
}

/** A source with the values that its computed parts have. */
export interface FilledIn {
  value: unknown;
  /** Where something is computed, with the keys of `value`. */
  computed: ValuePath[];
  /** Where a key is computed: path of its value. */
  computedKeys: ValuePath[];
  /** Value of each computed part, by its text. */
  learned: Map<string, string>;
  /** Keys as they are written, by the path with the keys of `value`. */
  keys: Map<string, string>;
}

/** Reads the values of computed parts off what was made from their source. */
class Reading {
  readonly computed: ValuePath[] = [];
  readonly computedKeys: ValuePath[] = [];
  readonly learned = new Map<string, string>();
  readonly keys = new Map<string, string>();

  constructor(private readonly keyOf: (key: string) => string | Computed) {}

  value(one: unknown, other: unknown, path: ValuePath): unknown {
    if (one instanceof Computed) {
      this.computed.push(path);
      const only = Array.isArray(other) && other.length === 1;
      return this.learn(one, only ? other[0] : other);
    }
    if (Array.isArray(one)) {
      return this.list(one, Array.isArray(other) ? other : [other], path);
    }
    if (Array.isArray(other)) {
      return other.length === 1 ? this.value(one, other[0], path) : misfit();
    }
    if (isObject(one)) {
      return isObject(other) ? this.object(one, other, path) : misfit();
    }
    return String(one) === String(other) ? one : misfit();
  }

  private learn({ text, pattern }: Computed, value: unknown): string {
    const known = this.learned.get(text);
    const fits =
      typeof value === 'string' &&
      pattern.test(value) &&
      (known === undefined || known === value);
    if (!fits) {
      return misfit();
    }
    this.learned.set(text, value);
    return value;
  }

  private list(one: unknown[], other: unknown[], path: ValuePath): unknown[] {
    if (one.length !== other.length) {
      return misfit();
    }
    if (one.some(isObject)) {
      return one.map((each, at) => this.value(each, other[at], [...path, at]));
    }
    const plain = one.filter(each => !(each instanceof Computed)).map(String);
    const rest = other.filter(each => !plain.includes(String(each)));
    return one.map((each, at) => {
      if (!(each instanceof Computed)) {
        return other.map(String).includes(String(each)) ? each : misfit();
      }
      const fitting = rest.filter(value => each.pattern.test(String(value)));
      return fitting.length === 1
        ? this.value(each, fitting[0], [...path, at])
        : misfit();
    });
  }

  private object(one: Json, other: Json, path: ValuePath): Json {
    const names = Object.keys(other);
    const written = Object.keys(one);
    if (names.length !== written.length) {
      return misfit();
    }
    return Object.fromEntries(
      written.map(key => {
        const read = this.keyOf(key);
        const [name, ...others] = names.filter(each =>
          read instanceof Computed ? read.pattern.test(each) : each === read,
        );
        if (name === undefined || others.length > 0) {
          return misfit();
        }
        const place = [...path, name];
        if (read instanceof Computed) {
          this.learn(read, name);
          this.computedKeys.push(place);
        }
        this.keys.set(JSON.stringify(place), key);
        return [name, this.value(one[key], other[name], place)];
      }),
    );
  }
}

/**
 * Reads the values of computed parts off what was made from the source: both have the same statements in the same order.
 *
 * @param keyOf - reads a key that may be computed
 * @returns undefined where the two do not fit, or not in one way only
 */
export function filledInFrom(
  source: unknown,
  made: unknown,
  keyOf: (key: string) => string | Computed = key => key,
): FilledIn | undefined {
  const reading = new Reading(keyOf);
  return unlessMisfit(() => {
    const value = reading.value(source, made, []);
    const { computed, computedKeys, learned, keys } = reading;
    return { value, computed, computedKeys, learned, keys };
  });
}

/** Undefined for what does not fit. */
function unlessMisfit<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof Misfit) {
      return undefined;
    }
    throw error;
  }
}

/** A source whose computed parts have values that are known. Undefined where one is not. */
export function filledInWith(
  source: unknown,
  learned: ReadonlyMap<string, string>,
  keyOf: (key: string) => string | Computed = key => key,
): unknown {
  const walk = (one: unknown): unknown => {
    if (one instanceof Computed) {
      return learned.get(one.text) ?? misfit();
    }
    if (Array.isArray(one)) {
      return one.map(walk);
    }
    return isObject(one)
      ? Object.fromEntries(
          Object.entries(one).map(([key, value]) => {
            const read = keyOf(key);
            return [
              read instanceof Computed ? String(walk(read)) : read,
              walk(value),
            ];
          }),
        )
      : one;
  };
  return unlessMisfit(() => walk(source));
}
