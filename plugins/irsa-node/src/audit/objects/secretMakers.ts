import { KubernetesObject, ObjectData } from '../types';
import { Fields, isRecord, recordsOf, textOf } from './records';

/** A Secret that a controller will make from a custom resource. */
export interface MadeSecret {
  namespace: string | undefined;
  name: string;
  /** Names of its data keys; `undefined` when the resource does not say them all. */
  data: ObjectData | undefined;
}

/** The Secret that an ExternalSecret or a SealedSecret makes. Manifests have these in place of the Secret. */
export function madeSecretOf(object: KubernetesObject): MadeSecret | undefined {
  const group = object.apiVersion?.split('/')[0];
  const spec = isRecord(object.spec) ? object.spec : {};
  if (group === 'external-secrets.io' && object.kind === 'ExternalSecret') {
    const target = fieldsOf(spec.target);
    return made(object, textOf(target.name), externalKeys(spec, target));
  }
  if (group === 'bitnami.com' && object.kind === 'SealedSecret') {
    const template = fieldsOf(spec.template);
    return made(object, textOf(fieldsOf(template.metadata).name), [
      ...Object.keys(fieldsOf(spec.encryptedData)),
      ...Object.keys(fieldsOf(template.data)),
    ]);
  }
  return undefined;
}

function made(
  { metadata }: KubernetesObject,
  name: string,
  keys: readonly string[] | undefined,
): MadeSecret {
  return {
    namespace: metadata?.namespace,
    name: name || (metadata?.name ?? ''),
    data: keys && new Map(keys.map(key => [key, undefined])),
  };
}

/** A template alone decides the names, unless it is merged. Entries from `dataFrom` have the names of the store. */
function externalKeys(spec: Fields, target: Fields): string[] | undefined {
  const template = fieldsOf(target.template);
  const ofTemplate = Object.keys(fieldsOf(template.data));
  const isOpen =
    recordsOf(template.templateFrom).length > 0 ||
    (ofTemplate.length === 0 && recordsOf(spec.dataFrom).length > 0);
  if (isOpen) {
    return undefined;
  }
  const ofStore = recordsOf(spec.data).map(each => textOf(each.secretKey));
  return ofTemplate.length > 0 && template.mergePolicy !== 'Merge'
    ? ofTemplate
    : [...ofStore, ...ofTemplate];
}

function fieldsOf(value: unknown): Fields {
  return isRecord(value) ? value : {};
}
