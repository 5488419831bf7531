import { deepEqual } from '../json';
import { KubeObject } from '../types';
import { Causes } from './Causes';

const MOST_BYTES = 1024 * 1024;

type Data = Record<string, string>;

function keyProblem(key: string): string | undefined {
  if (!/^[-._a-zA-Z0-9]+$/.test(key)) {
    return "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')";
  }
  if (key.length > 253) {
    return 'must be no more than 253 bytes';
  }
  if (key === '.' || key === '..') {
    return `must not be '${key}'`;
  }
  return key.startsWith('..') ? `must not start with '..'` : undefined;
}

function validateKeys(data: Data, field: string, causes: Causes): void {
  for (const key of Object.keys(data)) {
    const problem = keyProblem(key);
    if (problem) {
      causes.invalid(`${field}[${key}]`, key, problem);
    }
  }
}

function bytesOf(data: Data, encoding: 'base64' | 'utf8'): number {
  return Object.values(data).reduce(
    (sum, value) => sum + Buffer.byteLength(value, encoding),
    0,
  );
}

function validateImmutable(
  object: KubeObject,
  live: KubeObject | undefined,
  causes: Causes,
): void {
  if (live?.immutable !== true) {
    return;
  }
  const fixed = 'field is immutable when `immutable` is set';
  if (object.immutable !== true) {
    causes.forbidden('immutable', fixed);
  }
  for (const field of ['data', 'binaryData']) {
    if (!deepEqual(live[field], object[field])) {
      causes.forbidden(field, fixed);
    }
  }
}

/** https://kubernetes.io/docs/concepts/configuration/configmap/ */
export function validateConfigMap(
  object: KubeObject,
  live: KubeObject | undefined,
  causes: Causes,
): void {
  const data = (object.data ?? {}) as Data;
  const binary = (object.binaryData ?? {}) as Data;
  validateKeys(data, 'data', causes);
  for (const key of Object.keys(data)) {
    if (key in binary) {
      causes.invalid(
        `data[${key}]`,
        key,
        'duplicate of key present in binaryData',
      );
    }
  }
  validateKeys(binary, 'binaryData', causes);
  if (bytesOf(data, 'utf8') + bytesOf(binary, 'base64') > MOST_BYTES) {
    causes.tooLong('[]', MOST_BYTES);
  }
  validateImmutable(object, live, causes);
}

function isJsonObject(base64: string): boolean {
  try {
    JSON.parse(Buffer.from(base64, 'base64').toString());
    return true;
  } catch {
    return false;
  }
}

/** Keys that a type must have. https://kubernetes.io/docs/concepts/configuration/secret/#secret-types */
function validateSecretType(secret: KubeObject, causes: Causes): void {
  const data = (secret.data ?? {}) as Data;
  const required = (key: string) => causes.required(`data[${key}]`, '');
  switch (secret.type) {
    case 'kubernetes.io/service-account-token': {
      const account = 'kubernetes.io/service-account.name';
      if (!secret.metadata.annotations?.[account]) {
        causes.required(`metadata.annotations[${account}]`, '');
      }
      return;
    }
    case 'kubernetes.io/dockercfg':
    case 'kubernetes.io/dockerconfigjson': {
      const key = `.${secret.type.split('/')[1]}`;
      if (data[key] === undefined) {
        required(key);
      } else if (!isJsonObject(data[key])) {
        causes.invalid(
          `data[${key}]`,
          '<secret contents redacted>',
          'unexpected end of JSON input',
        );
      }
      return;
    }
    case 'kubernetes.io/basic-auth':
      if (data.username === undefined && data.password === undefined) {
        ['username', 'password'].forEach(required);
      }
      return;
    case 'kubernetes.io/ssh-auth':
      if (!data['ssh-privatekey']) {
        required('ssh-privatekey');
      }
      return;
    case 'kubernetes.io/tls':
      ['tls.crt', 'tls.key']
        .filter(key => data[key] === undefined)
        .forEach(required);
      return;
    default:
  }
}

/** https://kubernetes.io/docs/concepts/configuration/secret/ */
export function validateSecret(
  object: KubeObject,
  live: KubeObject | undefined,
  causes: Causes,
): void {
  const data = (object.data ?? {}) as Data;
  validateKeys(data, 'data', causes);
  if (bytesOf(data, 'base64') > MOST_BYTES) {
    causes.tooLong('data', MOST_BYTES);
  }
  validateSecretType(object, causes);
  if (live && live.type !== object.type) {
    causes.invalid('type', object.type ?? '', 'field is immutable');
  }
  validateImmutable(object, live, causes);
}
