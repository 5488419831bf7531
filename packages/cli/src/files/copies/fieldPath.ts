import { isObject } from '../../json';

/** What a path of Kustomize did not lead to. */
export class FieldPathError extends Error {}

const LAST = '-';
const INDEX = /^\d+$/;
const MATCH = /^\[([^\]=]+)=([^\]]*)\]$/;

/**
 * The steps of `spec.containers.[name=app].env.0` or `spec.ports[0].port`. A backslash goes before a dot in a name.
 * {@link https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/replacements/#field-path-format}
 */
export function stepsOf(path: string): string[] {
  const steps: string[] = [];
  let step = '';
  let isInside = false;
  const end = () => {
    if (step) {
      steps.push(step.replace(/^\[([^\]=]*)\]$/, '$1'));
    }
    step = '';
  };
  for (let at = 0; at < path.length; at += 1) {
    const letter = path[at];
    if (letter === '\\' && path[at + 1] === '.') {
      at += 1;
      step += '.';
    } else if (letter === '.' && !isInside) {
      end();
    } else {
      if (letter === '[') {
        end();
        isInside = true;
      }
      isInside &&= letter !== ']';
      step += letter;
    }
  }
  end();
  return steps;
}

/** The values that a path leads to. */
export function valuesAtPath(
  root: unknown,
  steps: readonly string[],
): unknown[] {
  return steps.reduce<unknown[]>(
    (values, step) =>
      values.flatMap(value =>
        placesIn(value, step).map(place => (value as Holder)[place]),
      ),
    [root],
  );
}

/**
 * Changes every value that a path leads to, in place. Throws FieldPathError when it leads to none.
 *
 * @param creates - whether fields on the way are made
 */
export function changeAtPath(
  root: unknown,
  steps: readonly string[],
  change: (value: unknown) => unknown,
  creates: boolean,
): void {
  let holders: unknown[] = [root];
  steps.slice(0, -1).forEach((step, at) => {
    holders = holders.flatMap(holder => {
      if (creates && placesIn(holder, step).length === 0) {
        make(holder, step, isOfList(steps[at + 1]) ? [] : {});
      }
      return placesIn(holder, step).map(place => (holder as Holder)[place]);
    });
  });
  const last = steps.at(-1);
  let isFound = false;
  for (const holder of last === undefined ? [] : holders) {
    if (creates && placesIn(holder, last!).length === 0) {
      make(holder, last!, '');
    }
    for (const place of placesIn(holder, last!)) {
      isFound = true;
      (holder as Holder)[place] = change((holder as Holder)[place]);
    }
  }
  if (!isFound) {
    throw new FieldPathError();
  }
}

type Holder = Record<string | number, unknown>;

function isOfList(step: string): boolean {
  return step === LAST || INDEX.test(step) || MATCH.test(step);
}

/** Names and numbers of the elements that a step leads to. */
function placesIn(value: unknown, step: string): (string | number)[] {
  if (Array.isArray(value)) {
    if (step === '*') {
      return [...value.keys()];
    }
    const [, field, wanted] = MATCH.exec(step) ?? [];
    if (field !== undefined) {
      return [...value.keys()].filter(
        at => isObject(value[at]) && String(value[at][field]) === wanted,
      );
    }
    return INDEX.test(step) && Number(step) < value.length
      ? [Number(step)]
      : [];
  }
  if (!isObject(value)) {
    return [];
  }
  return step === '*'
    ? Object.keys(value)
    : [step].filter(
        name => Object.hasOwn(value, name) && value[name] !== undefined,
      );
}

function make(holder: unknown, step: string, value: unknown): void {
  const [, field, wanted] = MATCH.exec(step) ?? [];
  if (Array.isArray(holder)) {
    if (field !== undefined) {
      holder.push({ [field]: wanted });
    }
  } else if (isObject(holder) && step !== '*' && step !== '__proto__') {
    holder[step] = value;
  }
}
