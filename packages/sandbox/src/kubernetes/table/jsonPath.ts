import { isObject } from '../json';
import { Json } from '../types';

type Step = (values: Json[]) => Json[];

function memberOf(name: string): Step {
  return values =>
    values.flatMap(value => {
      const member = isObject(value) ? value[name] : undefined;
      return member === undefined ? [] : [member];
    });
}

function elementOf(index: number): Step {
  return values =>
    values.flatMap(value =>
      Array.isArray(value) && value.length
        ? value.slice(index).slice(0, 1)
        : [],
    );
}

const all: Step = values =>
  values.flatMap(value => {
    if (Array.isArray(value)) {
      return value;
    }
    return isObject(value) ? (Object.values(value) as Json[]) : [];
  });

function filterBy(path: string, wanted: string): Step {
  const steps = stepsOf(path);
  return values =>
    all(values).filter(item => {
      const [found] = run(steps, item);
      return found !== undefined && String(found) === wanted;
    });
}

/** Replaces a dot inside a name while a path is split. */
const DOT = '\u0000';

const TOKEN =
  /^(?:\.([A-Za-z0-9_-]+)|\['((?:[^'\\]|\\.)+)'\]|\[(-?\d+)\]|(\[\*\]|\.\*)|\[\?\(@(\.[A-Za-z0-9_.-]+)\s*==\s*["']?([^"')]*)["']?\)\])/;

function stepsOf(path: string): Step[] {
  const steps: Step[] = [];
  // A dot inside a name is written as \.
  let rest = path.split('\\.').join(DOT);
  while (rest) {
    const match = TOKEN.exec(rest.split(DOT).join('_'));
    if (!match) {
      return [() => []];
    }
    const text = rest.slice(0, match[0].length);
    const [, member, quoted, index, star, filter, wanted] = match;
    if (member) {
      steps.push(memberOf(text.slice(1).split(DOT).join('.')));
    } else if (quoted) {
      steps.push(memberOf(quoted));
    } else if (index) {
      steps.push(elementOf(Number(index)));
    } else if (star) {
      steps.push(all);
    } else {
      steps.push(filterBy(filter, wanted));
    }
    rest = rest.slice(match[0].length);
  }
  return steps;
}

function run(steps: Step[], root: Json): Json[] {
  return steps.reduce<Json[]>((values, step) => step(values), [root]);
}

/** The part of JSONPath that printer columns use: members, indices, `*`, and filters for equality. */
export function jsonPathValues(path: string, root: Json): Json[] {
  const plain = path.replace(/^\{(.*)\}$/, '$1');
  return run(stepsOf(plain), root);
}
