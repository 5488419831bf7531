import { KubernetesObject } from 'backstage-plugin-irsa-node';
import { isObject, JsonObject } from '../../json';
import { changeFields } from '../names/changeFields';
import { FieldSpec } from '../names/configurationsOf';
import { selected, Version } from '../names/Version';
import { stepsOf, valuesAtPath } from './fieldPath';
import { Variable } from './replacementsOf';

/** Fields of containers in which Kustomize looks for `$(NAME)`. */
const LISTS = new Set(['containers', 'initContainers', 'ephemeralContainers']);

/** The values of variables, of the objects as they are in the end. @param say - called for one that is not known */
export function valuesOfVariables(
  variables: readonly Variable[],
  versions: readonly Version[],
  say: (text: string) => void,
): Map<string, string> {
  return new Map(
    variables.flatMap(({ name, from, fieldPath }): [string, string][] => {
      const found = selected(versions, from);
      const values = found.flatMap(({ now }) =>
        valuesAtPath(now, stepsOf(fieldPath)),
      );
      const [value] = values;
      if (values.length !== 1 || isObject(value) || Array.isArray(value)) {
        say(
          `the variable ${name} was not read: its object is not here, is there several times, or has no such field`,
        );
        return [];
      }
      return [[name, String(value)]];
    }),
  );
}

/** The object with the values in place of `$(NAME)`. @param further - fields besides those that Kustomize knows */
export function withVariables(
  object: KubernetesObject,
  values: ReadonlyMap<string, string>,
  further: readonly FieldSpec[] = [],
): KubernetesObject {
  return values.size === 0
    ? object
    : further.reduce(
        (all, spec) => changeFields(all, spec, text => filled(text, values)),
        visit(object, values) as KubernetesObject,
      );
}

function filled(text: string, values: ReadonlyMap<string, string>): string {
  return text.replace(
    /\$\$|\$\(([\w.-]+)\)/g,
    (whole, name) => values.get(name) ?? whole,
  );
}

function visit(value: unknown, values: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) {
    return sameIfSame(
      value,
      value.map(each => visit(each, values)),
    );
  }
  if (!isObject(value)) {
    return value;
  }
  return changed(value, (field, inside) =>
    LISTS.has(field) && Array.isArray(inside)
      ? sameIfSame(
          inside,
          inside.map(each =>
            isObject(each) ? inContainer(each, values) : each,
          ),
        )
      : visit(inside, values),
  );
}

function inContainer(
  container: JsonObject,
  values: ReadonlyMap<string, string>,
): JsonObject {
  const text = (each: unknown) =>
    typeof each === 'string' ? filled(each, values) : each;
  const list = (inside: unknown, one: (each: unknown) => unknown) =>
    Array.isArray(inside) ? sameIfSame(inside, inside.map(one)) : inside;
  return changed(container, (field, inside) => {
    switch (field) {
      case 'args':
      case 'command':
        return list(inside, text);
      case 'env':
        return list(inside, each =>
          isObject(each)
            ? changed(each, (name, own) => (name === 'value' ? text(own) : own))
            : each,
        );
      default:
        return inside;
    }
  });
}

function changed(
  record: JsonObject,
  next: (field: string, value: unknown) => unknown,
): JsonObject {
  const entries = Object.entries(record).map(
    ([field, value]) => [field, next(field, value)] as const,
  );
  return entries.every(([field, value]) => value === record[field])
    ? record
    : Object.fromEntries(entries);
}

function sameIfSame(before: unknown[], after: unknown[]): unknown[] {
  return after.every((each, at) => each === before[at]) ? before : after;
}
