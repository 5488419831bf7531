import {
  AuditFinding,
  findAccessKeyId,
  KubernetesObject,
} from '@internal/plugin-irsa-node';
import { isObject } from '../json';
import { World } from './World';

/** `accessKeyID`, `secretAccessKeySecretRef`, `awsAccessKeyId` … as operators name such fields. */
const FIELD =
  /^(?:aws|s3)?[_-]?(?:(?:secret[_-]?)?access[_-]?key(?:[_-]?id)?|secret[_-]?key)(?:[_-]?(?:secret[_-]?)?(?:key[_-]?)?(?:ref|selector))?$/i;
const AWS = /aws|route53|amazon/i;

interface Held {
  path: string;
  field: string;
  /** Object and key that a selector names. */
  objectName?: string;
  key?: string;
  literal?: string;
  /** Every text beside the field, where an endpoint would be. */
  beside: string[];
}

/** Keys in, or named by, a custom resource: issuers, secret stores, backups. */
export function customFindings(
  object: KubernetesObject,
  world: World,
): AuditFinding[] {
  const { kind = '', metadata, apiVersion = '' } = object;
  // Built-in kinds have their own places, and groups of custom ones have a dot before the last word.
  if (
    !apiVersion.split('/')[0].includes('.') ||
    apiVersion.includes('.k8s.io/')
  ) {
    return [];
  }
  const groups = new Map<string, Held[]>();
  for (const held of heldIn(object.spec, 'spec', [])) {
    const parent = held.path.replace(/\.[^.]+$/, '');
    groups.set(parent, [...(groups.get(parent) ?? []), held]);
  }
  return [...groups].map(([, held]) => {
    const { objectName = '', path } =
      held.find(each => each.objectName) ?? held[0];
    const namespace = metadata?.namespace;
    const values = held.flatMap(
      each =>
        each.literal ??
        (each.objectName
          ? world
              .data('Secret', namespace, each.objectName)
              ?.get(each.key ?? '')
          : undefined) ??
        [],
    );
    return {
      namespace: namespace ?? '',
      kind,
      name: metadata?.name ?? '',
      container: '',
      location: 'other' as const,
      objectName,
      keyNames: [...new Set(held.map(({ key, field }) => key || field))].sort(),
      ...judge(held, apiVersion, values),
      path,
      readLevel: held.some(({ literal }) => literal) ? 0 : 1,
    };
  });
}

function judge(
  held: Held[],
  apiVersion: string,
  values: string[],
): Pick<AuditFinding, 'verdict' | 'confidence' | 'why'> {
  const endpoint = held[0].beside.some(
    text => /^https?:\/\//.test(text) && !/amazonaws\.com/.test(text),
  );
  if (endpoint) {
    return {
      verdict: 's3-compatible',
      confidence: 'name',
      why: 'The resource names an endpoint that is not AWS',
    };
  }
  const id = values.some(value => findAccessKeyId(value));
  const aws = AWS.test(apiVersion) || held.some(({ path }) => AWS.test(path));
  return {
    verdict: id || aws ? 'static-aws' : 'uncertain',
    confidence: id ? 'id' : 'name',
    why: 'The resource has, or names, a static key',
  };
}

function heldIn(value: unknown, path: string, beside: string[]): Held[] {
  if (Array.isArray(value)) {
    return value.flatMap((item, index) =>
      heldIn(item, `${path}[${index}]`, beside),
    );
  }
  if (!isObject(value)) {
    return [];
  }
  const texts = Object.values(value).filter(
    (each): each is string => typeof each === 'string',
  );
  const around = [...beside, ...texts];
  return Object.entries(value).flatMap(([field, inner]): Held[] => {
    const at = `${path}.${field}`;
    if (!FIELD.test(field)) {
      return heldIn(inner, at, around);
    }
    if (typeof inner === 'string' && inner !== '') {
      return [{ path: at, field, literal: inner, beside: around }];
    }
    if (isObject(inner) && typeof inner.name === 'string') {
      const key = typeof inner.key === 'string' ? inner.key : undefined;
      return [{ path: at, field, objectName: inner.name, key, beside: around }];
    }
    return heldIn(inner, at, around);
  });
}
