import { Json, JsonObject } from '../types';
import { MESSAGES } from './protobufMessages';

const MAGIC = Buffer.from('k8s\0');

interface Field {
  number: number;
  /** A length-delimited field's bytes. */
  bytes?: Buffer;
  value?: number;
}

function* fieldsOf(buffer: Buffer): Generator<Field> {
  let at = 0;
  const varint = () => {
    let result = 0;
    let factor = 1;
    for (;;) {
      const byte = buffer[at];
      if (byte === undefined) throw new Error('unexpected end of message');
      at += 1;
      result += (byte & 0x7f) * factor;
      if (byte < 0x80) return result;
      factor *= 128;
    }
  };
  while (at < buffer.length) {
    const tag = varint();
    const number = Math.floor(tag / 8);
    switch (tag % 8) {
      case 0:
        yield { number, value: varint() };
        break;
      case 2: {
        const length = varint();
        yield { number, bytes: buffer.subarray(at, at + length) };
        at += length;
        break;
      }
      default:
        throw new Error(`unknown wire type ${tag % 8}`);
    }
  }
}

function decodeValue(type: string, field: Field): Json {
  switch (type) {
    case 'string':
      return (field.bytes ?? Buffer.alloc(0)).toString();
    case 'bytes':
      return (field.bytes ?? Buffer.alloc(0)).toString('base64');
    case 'bool':
      return field.value === 1;
    case 'int':
      return field.value ?? 0;
    default:
      return decodeMessage(type, field.bytes ?? Buffer.alloc(0));
  }
}

function decodeMessage(name: string, buffer: Buffer): JsonObject {
  const message: JsonObject = {};
  for (const field of fieldsOf(buffer)) {
    const known = MESSAGES[name][field.number];
    if (!known) continue;
    const [key, type] = known;
    if (type.endsWith('[]')) {
      const list = (message[key] ??= []) as Json[];
      list.push(decodeValue(type.slice(0, -2), field));
    } else if (type.endsWith('{}')) {
      const map = (message[key] ??= {}) as JsonObject;
      const [first, second] = [...fieldsOf(field.bytes ?? Buffer.alloc(0))];
      const entryKey = first?.bytes?.toString() ?? '';
      map[entryKey] = second ? decodeValue(type.slice(0, -2), second) : '';
    } else {
      const value = decodeValue(type, field);
      // Go's encoder writes empty strings; to the API they are absent.
      if (value !== '') message[key] = value;
    }
  }
  return message;
}

/**
 * An object in Kubernetes' protobuf envelope, of one of the kinds in MESSAGES; undefined for another kind.
 * https://kubernetes.io/docs/reference/using-api/api-concepts/#protobuf-encoding
 */
export function decodeProtobuf(body: Buffer): JsonObject | undefined {
  if (!body.subarray(0, 4).equals(MAGIC)) return undefined;
  let apiVersion = '';
  let kind = '';
  let raw = Buffer.alloc(0);
  for (const { number, bytes } of fieldsOf(body.subarray(4))) {
    if (number === 1 && bytes) {
      for (const part of fieldsOf(bytes)) {
        if (part.number === 1) apiVersion = part.bytes?.toString() ?? '';
        if (part.number === 2) kind = part.bytes?.toString() ?? '';
      }
    }
    if (number === 2 && bytes) raw = Buffer.from(bytes);
  }
  if (!MESSAGES[kind]?.[1]) return undefined;
  return { apiVersion, kind, ...decodeMessage(kind, raw) };
}
