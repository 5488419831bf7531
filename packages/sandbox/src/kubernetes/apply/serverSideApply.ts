import { ApiError } from '../ApiError';
import { deepClone, isObject } from '../json';
import { isAtomicMap, isMergedPrimitiveList } from '../patch/listSchema';
import { Json, JsonObject, KubeObject } from '../types';
import {
  FieldSet,
  Shape,
  appliedFields,
  describePath,
  fieldValues,
  joinPath,
  listElement,
  listKeysOf,
} from './FieldSet';
import { KUBECTL, clientSideFields, withLastApplied } from './lastApplied';
import {
  Manager,
  OwnedFields,
  readManagers,
  sameManager,
} from './managedFields';

function mergeLists(
  live: Json[],
  applied: Json[],
  keys: string[],
  fields: string[],
  shape: Shape,
): Json[] {
  const result = [...live];
  for (const item of applied as JsonObject[]) {
    const element = listElement(item, keys);
    const index = result.findIndex(
      other => isObject(other) && listElement(other, keys) === element,
    );
    if (index < 0) {
      result.push(item);
    } else {
      result[index] = merge(result[index], item, fields, shape);
    }
  }
  return result;
}

function merge(
  live: Json | undefined,
  applied: Json,
  fields: string[],
  shape: Shape,
): Json {
  if (
    isObject(live) &&
    isObject(applied) &&
    !isAtomicMap(fields, shape.custom)
  ) {
    const result = { ...live };
    for (const [field, value] of Object.entries(applied)) {
      if (value === undefined) {
        continue;
      }
      result[field] = merge(result[field], value, [...fields, field], shape);
    }
    return result;
  }
  if (Array.isArray(live) && Array.isArray(applied)) {
    const keys = listKeysOf([...live, ...applied], fields, shape);
    if (keys) {
      return mergeLists(live, applied, keys, fields, shape);
    }
    if (isMergedPrimitiveList(fields)) {
      return [...live, ...applied.filter(item => !live.includes(item))];
    }
  }
  return applied;
}

/** Removes fields that this manager applied before, no longer applies, and nobody else owns. */
function prune(
  value: Json,
  gone: FieldSet,
  shape: Shape,
  path: string[] = [],
  fields: string[] = [],
): Json | undefined {
  if (path.length && gone.has(joinPath(path))) {
    if (!isObject(value) || isAtomicMap(fields, shape.custom)) {
      return undefined;
    }
    if (!Object.keys(value).length) {
      return undefined;
    }
  }
  if (isObject(value) && !isAtomicMap(fields, shape.custom)) {
    const result: JsonObject = {};
    for (const [field, member] of Object.entries(value)) {
      if (member === undefined) {
        continue;
      }
      const kept = prune(
        member,
        gone,
        shape,
        [...path, `f:${field}`],
        [...fields, field],
      );
      if (kept !== undefined) {
        result[field] = kept;
      }
    }
    // A map is removed together with its last member.
    const emptied =
      path.length && !Object.keys(result).length && Object.keys(value).length;
    return emptied ? undefined : result;
  }
  if (Array.isArray(value)) {
    const keys = value.length ? listKeysOf(value, fields, shape) : undefined;
    if (keys) {
      const kept = (value as JsonObject[])
        .filter(item => !gone.has(joinPath([...path, listElement(item, keys)])))
        .map(
          item =>
            prune(
              item,
              gone,
              shape,
              [...path, listElement(item, keys)],
              fields,
            ) as Json,
        );
      return kept.length ? kept : undefined;
    }
    if (isMergedPrimitiveList(fields)) {
      return value.filter(
        item => !gone.has(joinPath([...path, `v:${JSON.stringify(item)}`])),
      );
    }
  }
  return value;
}

function conflictError(found: { manager: Manager; path: string }[]): ApiError {
  const managers = [...new Set(found.map(({ manager }) => manager.name))];
  const fieldsOf = (name: string) =>
    found
      .filter(({ manager }) => manager.name === name)
      .map(({ path }) => describePath(path));
  const using = ({ subresource, operation, apiVersion }: Manager) =>
    (subresource ? ` with subresource "${subresource}"` : '') +
    (operation === 'Update' ? ` using ${apiVersion}` : '');
  const only = found[0];
  const message =
    found.length === 1
      ? `Apply failed with 1 conflict: conflict with "${
          only.manager.name
        }"${using(only.manager)}: ${describePath(only.path)}`
      : `Apply failed with ${found.length} conflicts: ${managers
          .map(
            name =>
              `conflicts with "${name}"${using(
                found.find(({ manager }) => manager.name === name)!.manager,
              )}:\n- ${fieldsOf(name).join('\n- ')}`,
          )
          .join('\n')}`;
  return new ApiError(409, 'Conflict', message, {
    causes: found.map(({ manager, path }) => ({
      reason: 'FieldManagerConflict',
      message: `conflict with "${manager.name}"${using(manager)}`,
      field: describePath(path),
    })),
  });
}

/** When an object has no record of owners, everything except the status gets the owner `before-first-apply`. */
function ownersBefore(
  live: KubeObject | undefined,
  { apiVersion }: Manager,
  shape: Shape,
): OwnedFields[] {
  const owned = readManagers(live);
  if (!live || owned.length) {
    return owned;
  }
  const { status: _status, ...rest } = live;
  return [
    {
      manager: { name: 'before-first-apply', operation: 'Update', apiVersion },
      fields: new Set(fieldValues(rest as KubeObject, shape).keys()),
    },
  ];
}

export interface AppliedObject {
  object: KubeObject;
  owned: OwnedFields[];
}

/**
 * Server-side apply: merges the configuration into the live object and works out who owns what afterwards.
 * https://kubernetes.io/docs/reference/using-api/server-side-apply/
 */
export function serverSideApply(
  live: KubeObject | undefined,
  configuration: KubeObject,
  manager: Manager,
  shape: Shape,
  options: { force: boolean; now: string },
): AppliedObject {
  const fields = appliedFields(configuration, shape);
  const owned = ownersBefore(live, manager, shape);
  const previous = owned.find(entry => sameManager(entry.manager, manager));
  const others = owned.filter(entry => entry !== previous);
  const applied = fieldValues(configuration, shape);
  const current = live ? fieldValues(live, shape) : new Map<string, string>();
  const conflicts: { manager: Manager; path: string }[] = [];
  for (const path of fields) {
    const changes =
      applied.get(path) !== '.' && current.get(path) !== applied.get(path);
    if (!changes) {
      continue;
    }
    for (const entry of others) {
      if (!entry.fields.has(path)) {
        continue;
      }
      if (options.force) {
        entry.fields.delete(path);
      } else {
        conflicts.push({ manager: entry.manager, path });
      }
    }
  }
  const own =
    live && conflicts.length && manager.name === KUBECTL
      ? clientSideFields(live, shape)
      : new Set<string>();
  const serious = conflicts.filter(({ path }) => !own.has(path));
  if (serious.length) {
    throw conflictError(serious);
  }
  for (const { manager: other, path } of conflicts) {
    others.find(entry => entry.manager === other)?.fields.delete(path);
  }
  const merged = live
    ? (merge(live, configuration, [], shape) as KubeObject)
    : deepClone(configuration);
  const gone: FieldSet = new Set(
    [...(previous?.fields ?? [])].filter(
      path =>
        !fields.has(path) && !others.some(entry => entry.fields.has(path)),
    ),
  );
  const unchanged =
    previous &&
    previous.fields.size === fields.size &&
    [...fields].every(
      path =>
        previous.fields.has(path) && current.get(path) === applied.get(path),
    );
  const object = (
    gone.size ? prune(merged, gone, shape) : merged
  ) as KubeObject;
  return {
    object:
      manager.name === KUBECTL
        ? withLastApplied(object, configuration)
        : object,
    owned: [
      ...others,
      { manager, time: unchanged ? previous.time : options.now, fields },
    ],
  };
}
