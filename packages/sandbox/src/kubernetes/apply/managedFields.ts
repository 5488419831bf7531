import { deepEqual } from '../json';
import { JsonObject, KubeObject, ManagedFieldsEntry } from '../types';
import {
  FieldSet,
  Shape,
  fieldValues,
  fromFieldsV1,
  toFieldsV1,
} from './FieldSet';

export interface Manager {
  name: string;
  operation: 'Apply' | 'Update';
  apiVersion: string;
  subresource?: string;
}

export interface OwnedFields {
  manager: Manager;
  time?: string;
  fields: FieldSet;
}

export function readManagers(object: KubeObject | undefined): OwnedFields[] {
  return (object?.metadata.managedFields ?? [])
    .filter(entry => entry.fieldsV1)
    .map(entry => ({
      manager: {
        name: entry.manager,
        operation: entry.operation,
        apiVersion: entry.apiVersion,
        subresource: entry.subresource,
      },
      time: entry.time,
      fields: fromFieldsV1(entry.fieldsV1),
    }));
}

export function writeManagers(owned: OwnedFields[]): ManagedFieldsEntry[] {
  return owned
    .filter(({ fields }) => fields.size)
    .map(({ manager, time, fields }) => ({
      manager: manager.name,
      operation: manager.operation,
      apiVersion: manager.apiVersion,
      ...(time ? { time } : {}),
      fieldsType: 'FieldsV1' as const,
      fieldsV1: toFieldsV1(fields),
      ...(manager.subresource ? { subresource: manager.subresource } : {}),
    }))
    .sort((a, b) => {
      if (a.operation !== b.operation) {
        return a.operation === 'Apply' ? -1 : 1;
      }
      return (a.time ?? '') < (b.time ?? '') ? -1 : 1;
    });
}

export function sameManager(a: Manager, b: Manager): boolean {
  return (
    a.name === b.name &&
    a.operation === b.operation &&
    (a.subresource ?? '') === (b.subresource ?? '')
  );
}

/** `[]` and `[{}]` reset the record of owners. */
function isReset(sent: ManagedFieldsEntry[] | undefined): boolean {
  if (!sent) {
    return false;
  }
  return !sent.length || (sent.length === 1 && !Object.keys(sent[0]).length);
}

/**
 * Both without the parts that are equal, such as the spec in an update of the status: no owner of a field in them changes.
 */
function unequalParts(
  left: KubeObject,
  right: KubeObject,
): [JsonObject, JsonObject] {
  const lefts: JsonObject = { ...left };
  const rights: JsonObject = { ...right };
  for (const name of Object.keys(lefts)) {
    if (deepEqual(lefts[name], rights[name])) {
      delete lefts[name];
      delete rights[name];
    }
  }
  return [lefts, rights];
}

/**
 * Ownership after a create, update or patch: the writer owns what it added or changed, nobody owns what is gone.
 * Entries in a request replace the stored ones, so that they can be renamed; entries in a request for a subresource do
 * not. After a reset, none are kept until the next server-side apply.
 */
export function managedFieldsAfterUpdate(
  live: KubeObject | undefined,
  next: KubeObject,
  manager: Manager,
  shape: Shape,
  now: string,
): ManagedFieldsEntry[] | undefined {
  const sent = next.metadata.managedFields;
  if (isReset(sent)) {
    return undefined;
  }
  const owned = readManagers(sent && !manager.subresource ? next : live);
  if (live && !owned.length) {
    return undefined;
  }
  const [old, fresh] = live ? unequalParts(live, next) : [{}, { ...next }];
  const before = fieldValues(old, shape);
  const after = fieldValues(fresh, shape);
  const changed: FieldSet = new Set();
  for (const [path, value] of after) {
    if (before.get(path) !== value) {
      changed.add(path);
    }
  }
  for (const entry of owned) {
    const mine = sameManager(entry.manager, manager);
    for (const path of [...entry.fields]) {
      const gone = before.has(path) && !after.has(path);
      const taken = !mine && changed.has(path) && after.get(path) !== '.';
      if (gone || taken) {
        entry.fields.delete(path);
      }
    }
  }
  if (changed.size) {
    const own = owned.find(entry => sameManager(entry.manager, manager));
    if (own) {
      changed.forEach(path => own.fields.add(path));
      own.time = now;
    } else {
      owned.push({ manager, time: now, fields: changed });
    }
  }
  return writeManagers(owned);
}
