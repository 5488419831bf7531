import { isObject } from '../json';
import { Json, JsonObject } from '../types';

/** A structural schema of a CustomResourceDefinition. https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#specifying-a-structural-schema */
export type Structural = {
  type?: string;
  properties?: Record<string, Structural>;
  additionalProperties?: boolean | Structural;
  items?: Structural;
  required?: string[];
  enum?: Json[];
  nullable?: boolean;
  default?: Json;
  format?: string;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: boolean;
  exclusiveMaximum?: boolean;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  'x-kubernetes-preserve-unknown-fields'?: boolean;
  'x-kubernetes-int-or-string'?: boolean;
  'x-kubernetes-embedded-resource'?: boolean;
};

function keepsUnknown(schema: Structural): boolean {
  return schema['x-kubernetes-preserve-unknown-fields'] === true;
}

/** Removes fields that the schema does not specify, and reports them. */
function pruned(
  value: Json,
  schema: Structural | undefined,
  path: string,
  unknown: string[],
  known: string[],
): Json {
  if (Array.isArray(value)) {
    return value.map((item, index) =>
      pruned(item, schema?.items, `${path}[${index}]`, unknown, []),
    );
  }
  if (!isObject(value) || !schema) {
    return value;
  }
  const { properties, additionalProperties } = schema;
  const implied = schema['x-kubernetes-embedded-resource']
    ? ['apiVersion', 'kind', 'metadata']
    : known;
  const kept: JsonObject = {};
  for (const [key, member] of Object.entries(value)) {
    if (member === undefined) {
      continue;
    }
    const at = path ? `${path}.${key}` : key;
    const inner =
      properties?.[key] ??
      (isObject(additionalProperties)
        ? (additionalProperties as Structural)
        : undefined);
    const open = additionalProperties === true || keepsUnknown(schema);
    if (inner) {
      kept[key] = pruned(member, inner, at, unknown, []);
    } else if (open || implied.includes(key)) {
      kept[key] = member;
    } else {
      unknown.push(at);
    }
  }
  return kept;
}

export function pruneCustom(
  object: JsonObject,
  schema: Structural,
): { object: JsonObject; unknown: string[] } {
  const unknown: string[] = [];
  const known = ['apiVersion', 'kind', 'metadata'];
  const { metadata, ...rest } = object;
  const kept = pruned(rest, schema, '', unknown, known) as JsonObject;
  return {
    object: metadata === undefined ? kept : { ...kept, metadata },
    unknown,
  };
}

/** Fills in the schema's defaults, in place. A null that is not allowed counts as absent. */
export function defaultCustom(value: Json, schema: Structural): void {
  if (Array.isArray(value)) {
    const { items } = schema;
    if (items) {
      value.forEach(item => defaultCustom(item, items));
    }
    return;
  }
  if (!isObject(value)) {
    return;
  }
  for (const [key, inner] of Object.entries(schema.properties ?? {})) {
    if (value[key] === null && !inner.nullable && inner.default !== undefined) {
      delete value[key];
    }
    if (value[key] === undefined && inner.default !== undefined) {
      value[key] = structuredClone(inner.default);
    }
    const member = value[key];
    if (member !== undefined) {
      defaultCustom(member, inner);
    }
  }
  const { additionalProperties } = schema;
  if (!isObject(additionalProperties)) {
    return;
  }
  for (const [key, member] of Object.entries(value)) {
    if (!schema.properties?.[key] && member !== undefined) {
      defaultCustom(member, additionalProperties as Structural);
    }
  }
}
