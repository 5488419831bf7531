import { Json, JsonObject } from '../types';
import { isObject } from '../json';
import { DecodingError } from './DecodingError';
import { FieldType, modelOf, structName } from './builtInModels';

const QUANTITY = /^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$/;
const BASE64 =
  /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const LIMITS: Record<string, number> = { int32: 2 ** 31, int64: 2 ** 63 };

/** Position of the decoder: the struct and field for errors, the path for unknown fields. */
interface Place {
  struct: string;
  /** Without indices: `spec.containers.env`. */
  field: string;
  /** With indices: `spec.containers[0].env[1]`. */
  path: string;
}

function goKind(value: Json): string {
  if (Array.isArray(value)) {
    return 'array';
  }
  if (isObject(value)) {
    return 'object';
  }
  if (typeof value === 'boolean') {
    return 'bool';
  }
  return typeof value;
}

function goType({ kind, items, name }: FieldType): string {
  if (kind === 'list') {
    return `[]${goType(items!)}`;
  }
  if (kind === 'map') {
    return `map[string]${goType(items!)}`;
  }
  if (kind === 'model') {
    return `v1.${structName(name)}`;
  }
  switch (name) {
    case 'boolean':
      return 'bool';
    case 'byte':
      return '[]uint8';
    case 'double':
      return 'float64';
    case 'int-or-string':
      return 'int32';
    default:
      return name;
  }
}

function mismatch(value: Json, type: FieldType, place: Place): DecodingError {
  const kind =
    typeof value === 'number' && !Number.isInteger(value)
      ? `number ${value}`
      : goKind(value);
  return new DecodingError(
    `json: cannot unmarshal ${kind} into Go struct field ${place.struct}.${
      place.field
    } of type ${goType(type)}`,
  );
}

function plainValue(value: Json, type: FieldType, place: Place): Json {
  switch (type.name) {
    case 'any':
      return value;
    case 'boolean':
      if (typeof value !== 'boolean') {
        throw mismatch(value, type, place);
      }
      return value;
    case 'int32':
    case 'int64':
      if (
        typeof value !== 'number' ||
        !Number.isInteger(value) ||
        Math.abs(value) > LIMITS[type.name]
      ) {
        throw mismatch(value, type, place);
      }
      return value;
    case 'double':
      if (typeof value !== 'number') {
        throw mismatch(value, type, place);
      }
      return value;
    case 'int-or-string':
      if (typeof value === 'number' && Number.isInteger(value)) {
        return value;
      }
      break;
    case 'quantity': {
      const text = typeof value === 'number' ? String(value) : value;
      if (typeof text === 'string' && QUANTITY.test(text)) {
        return text;
      }
      throw new DecodingError(
        `quantities must match the regular expression '${QUANTITY.source}'`,
      );
    }
    case 'date-time':
    case 'date-time-micro':
      if (typeof value === 'string' && Number.isNaN(Date.parse(value))) {
        throw new DecodingError(
          `parsing time ${JSON.stringify(
            value,
          )} as "2006-01-02T15:04:05Z07:00": cannot parse ${JSON.stringify(
            value,
          )} as "2006"`,
        );
      }
      break;
    case 'byte':
      if (typeof value === 'string' && !BASE64.test(value)) {
        const at = /[^A-Za-z0-9+/]/.exec(value)?.index ?? value.length;
        throw new DecodingError(`illegal base64 data at input byte ${at}`);
      }
      break;
    default:
  }
  if (typeof value !== 'string') {
    throw mismatch(value, type, place);
  }
  return value;
}

function valueOf(
  value: Json,
  type: FieldType,
  place: Place,
  unknown: string[],
): Json {
  if (value === null) {
    return null;
  }
  switch (type.kind) {
    case 'list':
      if (!Array.isArray(value)) {
        throw mismatch(value, type, place);
      }
      return value.map((item, index) =>
        valueOf(
          item,
          type.items!,
          { ...place, path: `${place.path}[${index}]` },
          unknown,
        ),
      );
    case 'map': {
      if (!isObject(value)) {
        throw mismatch(value, type, place);
      }
      const map: JsonObject = {};
      for (const [key, item] of Object.entries(value)) {
        if (item === undefined) {
          continue;
        }
        const path = `${place.path}.${key}`;
        map[key] = valueOf(item, type.items!, { ...place, path }, unknown);
      }
      return map;
    }
    case 'model':
      if (!isObject(value)) {
        throw mismatch(value, type, place);
      }
      return decodeModel(value, type.name, place, unknown);
    default:
      return plainValue(value, type, place);
  }
}

function decodeModel(
  value: JsonObject,
  name: string,
  place: Pick<Place, 'field' | 'path'>,
  unknown: string[],
): JsonObject {
  const model = modelOf(name);
  if (!model) {
    return value;
  }
  const struct = structName(name);
  const prefix = place.path ? `${place.path}.` : '';
  const fieldPrefix = place.field ? `${place.field}.` : '';
  const decoded: JsonObject = {};
  for (const [key, member] of Object.entries(value)) {
    if (member === undefined) {
      continue;
    }
    const type = model.get(key);
    const path = `${prefix}${key}`;
    if (!type) {
      unknown.push(path);
      continue;
    }
    const here = { struct, field: `${fieldPrefix}${key}`, path };
    decoded[key] = valueOf(member, type, here, unknown);
  }
  return decoded;
}

/**
 * Decodes an object by its model. Unknown fields are left out and reported (`spec.containers[0].imgae`). Throws
 * DecodingError when a value is of the wrong type.
 */
export function decodeBuiltIn(
  object: JsonObject,
  modelName: string,
): { object: JsonObject; unknown: string[] } {
  const unknown: string[] = [];
  const root = { field: '', path: '' };
  return { object: decodeModel(object, modelName, root, unknown), unknown };
}
