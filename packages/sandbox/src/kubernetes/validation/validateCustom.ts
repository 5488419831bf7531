import { deepEqual, isObject } from '../json';
import { Structural } from '../schema/structural';
import { Json } from '../types';
import { Causes } from './Causes';

function typeOf(value: Json): string {
  if (value === null) {
    return 'null';
  }
  if (Array.isArray(value)) {
    return 'array';
  }
  if (typeof value === 'number') {
    return Number.isInteger(value) ? 'integer' : 'number';
  }
  return typeof value;
}

function fits(value: Json, schema: Structural): boolean {
  const type = typeOf(value);
  if (schema['x-kubernetes-int-or-string']) {
    return type === 'integer' || type === 'string';
  }
  if (!schema.type) {
    return true;
  }
  if (type === 'null') {
    return schema.nullable === true;
  }
  return (
    type === schema.type || (type === 'integer' && schema.type === 'number')
  );
}

function validateNumber(
  value: number,
  schema: Structural,
  path: string,
  causes: Causes,
): void {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = schema;
  if (
    minimum !== undefined &&
    (exclusiveMinimum ? value <= minimum : value < minimum)
  ) {
    causes.invalid(
      path,
      value,
      `${path} in body should be greater than ${
        exclusiveMinimum ? '' : 'or equal to '
      }${minimum}`,
    );
  }
  if (
    maximum !== undefined &&
    (exclusiveMaximum ? value >= maximum : value > maximum)
  ) {
    causes.invalid(
      path,
      value,
      `${path} in body should be less than ${
        exclusiveMaximum ? '' : 'or equal to '
      }${maximum}`,
    );
  }
}

function validateText(
  value: string,
  { minLength, maxLength, pattern }: Structural,
  path: string,
  causes: Causes,
): void {
  if (minLength !== undefined && value.length < minLength) {
    causes.invalid(
      path,
      value,
      `${path} in body should be at least ${minLength} chars long`,
    );
  }
  if (maxLength !== undefined && value.length > maxLength) {
    causes.add(
      'FieldValueTooLong',
      path,
      `Too long: may not be more than ${maxLength} bytes`,
    );
  }
  if (pattern && !matches(pattern, value)) {
    causes.invalid(path, value, `${path} in body should match '${pattern}'`);
  }
}

/** Go's regular expressions differ from JavaScript's. One that cannot be parsed here is ignored. */
function matches(pattern: string, value: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(value);
  } catch {
    return true;
  }
}

function validateList(
  value: Json[],
  { items, minItems, maxItems }: Structural,
  path: string,
  causes: Causes,
): void {
  if (minItems !== undefined && value.length < minItems) {
    causes.invalid(
      path,
      value.length,
      `${path} in body should have at least ${minItems} items`,
    );
  }
  if (maxItems !== undefined && value.length > maxItems) {
    causes.add(
      'FieldValueTooMany',
      path,
      `Too many: ${value.length}: must have at most ${maxItems} items`,
    );
  }
  if (!items) {
    return;
  }
  value.forEach((item, index) =>
    validateCustom(item, items, `${path}[${index}]`, causes),
  );
}

/**
 * Checks types, required fields, enums and bounds of a structural schema. CEL rules and combinations (`anyOf`, …) are
 * not checked.
 */
export function validateCustom(
  value: Json,
  schema: Structural,
  path: string,
  causes: Causes,
): void {
  if (!fits(value, schema)) {
    const expected = schema['x-kubernetes-int-or-string']
      ? 'integer,string'
      : schema.type;
    const found = typeOf(value);
    causes.add(
      'FieldValueTypeInvalid',
      path,
      `Invalid value: "${found}": ${path} in body must be of type ${expected}: "${found}"`,
    );
    return;
  }
  if (schema.enum && !schema.enum.some(allowed => deepEqual(allowed, value))) {
    causes.notSupported(path, value as string, schema.enum as string[]);
  }
  if (typeof value === 'number') {
    validateNumber(value, schema, path, causes);
  }
  if (typeof value === 'string') {
    validateText(value, schema, path, causes);
  }
  if (Array.isArray(value)) {
    validateList(value, schema, path, causes);
  }
  if (!isObject(value)) {
    return;
  }
  const prefix = path ? `${path}.` : '';
  for (const name of schema.required ?? []) {
    const missing =
      value[name] === undefined ||
      (value[name] === null && !schema.properties?.[name]?.nullable);
    if (missing) {
      causes.required(`${prefix}${name}`, '');
    }
  }
  const { properties, additionalProperties } = schema;
  for (const [key, member] of Object.entries(value)) {
    const inner =
      properties?.[key] ??
      (isObject(additionalProperties)
        ? (additionalProperties as Structural)
        : undefined);
    const absent =
      member === null && schema.required?.includes(key) && !inner?.nullable;
    if (inner && member !== undefined && !absent) {
      validateCustom(member, inner, `${prefix}${key}`, causes);
    }
  }
}
