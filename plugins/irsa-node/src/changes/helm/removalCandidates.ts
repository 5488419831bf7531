import { Json, listOf } from '../detach/podFields';
import { Candidate, Known } from './known';
import { textWithout } from './textLists';
import { isTextOf } from './templateText';
import {
  isMapValue,
  ValueEdit,
  valueAt,
  ValuePath,
  walkValues,
} from './values';

const SWITCH =
  /^(use|mount|create|enable|enabled|inject)|secret$|credentials?$/i;
/** Switches that say in their own name what they are of: `secretEnabled`. */
const TOP_SWITCH = /[a-z_](enabled?|mounted)$/i;
const ABOUT_KEYS = /cred|secret|aws|s3|objstore|object_?store|key|storage/i;
const ROLE_SWITCH =
  /^(use|enable)_?(aws)?_?(iam|irsa|workload_?identity|instance_?(role|profile))/i;
const ROLE_MAP = /^(irsa|iam|workload_?identity)$/i;
const NAME_PART = /(suffix|prefix|postfix)$/i;
const KEY_FIELD = /access_?key(_?id)?$|secret_?(access_?)?key$/i;

/** What a workload loses, in words that values may have. */
export interface Lost {
  variables: ReadonlySet<string>;
  /** Secrets and ConfigMaps. */
  objects: ReadonlySet<string>;
  volumes: ReadonlySet<string>;
  mountPaths: ReadonlySet<string>;
}

/** Edits that take away what brings the key. */
export function removalCandidates({
  values,
  given,
  chart,
  change,
}: Known): Candidate[] {
  const { removed } = change.detach;
  if (removed.length === 0) {
    return [];
  }
  const lost = lostIn(removed);
  const found: Candidate[] = [];
  let collateral = 0;
  const offer = (edits: Candidate['edits'], rank: number) =>
    found.push({ goal: 'remove', edits, rank, collateral });
  const withdraw = (path: ValuePath, rank: number) => {
    const off = switchesBeside(values, path);
    if (valueAt(given, path) !== undefined) {
      offer([{ op: 'unset', path }], rank);
      // Without the name of a Secret, some charts make one, unless they are told not to.
      off.forEach(edit => offer([{ op: 'unset', path }, edit], rank + 0.7));
    }
    if (valueAt(chart.defaults, path) !== undefined || path.length > 1) {
      offer([{ op: 'set', path, value: null }], rank + 0.6);
    }
  };
  for (const { path, value } of walkValues(values)) {
    const last = path.at(-1);
    const inside = isMapValue(value) ? valueAt(given, path) : undefined;
    const both = Object.keys(isMapValue(inside) ? inside : {}).filter(key =>
      isLostKey(key, lost),
    );
    if (both.length > 1) {
      // An anchor can only be edited when all that follows it is to become the same.
      const edits = both.map(
        (key): ValueEdit => ({ op: 'unset', path: [...path, key] }),
      );
      offer(edits, 0.05);
    }
    if (path.length === 0) {
      continue;
    }
    if (Array.isArray(value)) {
      const remove = value.flatMap((item, at) =>
        isLostItem(item, lost) ? [at] : [],
      );
      if (remove.length > 0) {
        offer([{ op: 'list', path, remove, add: [] }], 0);
      }
    } else if (typeof last === 'string' && isLostKey(last, lost)) {
      withdraw(path, 0.1);
    } else if (typeof value === 'string' && value.includes('\n')) {
      const left = textWithout(value, item => isLostItem(item, lost));
      if (left !== undefined) {
        offer([{ op: 'set', path, value: left }], 0.1);
      }
    } else if (typeof value === 'string' && typeof last === 'string') {
      const isPart = isPartOfName(last, value, lost);
      const isName = isPart || isTextOf(value, lost.objects);
      if (isName || (value && KEY_FIELD.test(last))) {
        withdraw(path, 0.2);
        offer([{ op: 'set', path, value: '' }], 0.5);
        const above = path.slice(0, -1);
        if (isName && typeof above.at(-1) === 'string') {
          collateral = leavesIn(valueAt(given, above)) - 1;
          withdraw(above, 0.7);
          collateral = 0;
        }
      }
    } else if (typeof value === 'boolean' && typeof last === 'string') {
      const about = path.slice(0, -1).join('.');
      const isNear =
        ABOUT_KEYS.test(about) ||
        ABOUT_KEYS.test(last) ||
        mentions(valueAt(values, path.slice(0, -1)), lost);
      if (value && (SWITCH.test(last) || TOP_SWITCH.test(last)) && isNear) {
        offer([{ op: 'set', path, value: false }], 0.3);
      } else if (
        !value &&
        (ROLE_SWITCH.test(last) || ROLE_MAP.test(String(path.at(-2))))
      ) {
        offer([{ op: 'set', path, value: true }], 0.4);
      }
    }
  }
  return found;
}

/** How many single values a value has. */
function leavesIn(value: unknown): number {
  return [...walkValues(value)].filter(
    each => typeof each.value !== 'object' || each.value === null,
  ).length;
}

/** Switches that are on beside a field. */
function switchesBeside(values: unknown, path: ValuePath): ValueEdit[] {
  const owner = path.slice(0, -1);
  const beside = valueAt(values, owner);
  return isMapValue(beside)
    ? Object.entries(beside).flatMap(([key, value]): ValueEdit[] =>
        value === true && SWITCH.test(key)
          ? [{ op: 'set', path: [...owner, key], value: false }]
          : [],
      )
    : [];
}

function lostIn(removed: Known['change']['detach']['removed']): Lost {
  const named = (list: string, field: string) =>
    removed.flatMap(each => {
      const value = each.element[field];
      return each.list === list && typeof value === 'string' ? [value] : [];
    });
  const objects = removed.flatMap(({ element }) => objectsIn(element));
  return {
    variables: new Set(named('env', 'name')),
    objects: new Set(objects),
    volumes: new Set([
      ...named('volumes', 'name'),
      ...named('volumeMounts', 'name'),
    ]),
    mountPaths: new Set(named('volumeMounts', 'mountPath')),
  };
}

/** Names of Secrets and ConfigMaps that an element refers to. */
export function objectsIn(element: Json): string[] {
  const from = (element.valueFrom ?? {}) as Json;
  const projected = listOf(element.projected as Json | undefined, 'sources');
  return [
    element.secretRef,
    element.configMapRef,
    from.secretKeyRef,
    from.configMapKeyRef,
    element.secret,
    element.configMap,
    ...projected.flatMap(({ secret, configMap }) => [secret, configMap]),
  ].flatMap(reference => {
    const { name, secretName } = (reference ?? {}) as Json;
    return [name, secretName].filter(
      (each): each is string => typeof each === 'string',
    );
  });
}

function isLostItem(item: unknown, lost: Lost): boolean {
  if (!isMapValue(item)) {
    return (
      typeof item === 'string' &&
      (isTextOf(item, lost.objects) || lost.variables.has(item))
    );
  }
  if (item.image !== undefined || item.containers !== undefined) {
    // A container of the values; the lists in it are looked at themselves.
    return false;
  }
  const { name, mountPath } = item;
  const isNamed = (names: ReadonlySet<string>, value: unknown) =>
    typeof value === 'string' && names.has(value);
  return (
    isNamed(lost.variables, name) ||
    isNamed(lost.volumes, name) ||
    isNamed(lost.mountPaths, mountPath) ||
    mentions(item, lost)
  );
}

/** Some charts put a name together from the release and a part of their values. */
function isPartOfName(
  field: string,
  value: string,
  { objects }: Lost,
): boolean {
  return (
    NAME_PART.test(field) &&
    value !== '' &&
    [...objects].some(
      name => name.endsWith(`-${value}`) || name.startsWith(`${value}-`),
    )
  );
}

function isLostKey(key: string, lost: Lost): boolean {
  return lost.variables.has(key) || lost.objects.has(key);
}

/** Whether a Secret or ConfigMap that goes is named anywhere in a value. */
function mentions(value: unknown, { objects }: Lost): boolean {
  return [...walkValues(value)].some(
    each => typeof each.value === 'string' && isTextOf(each.value, objects),
  );
}
