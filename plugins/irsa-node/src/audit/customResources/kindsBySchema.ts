import { lookUpName } from '../../detect/credentialCatalogue';
import { listPages } from '../../kubernetes/listPages';
import { Requester } from '../../kubernetes/ClusterApi';
import { KINDS, KubernetesKind } from '../../kubernetes/kinds';
import { listPath } from '../../kubernetes/paths';
import { Fields, isRecord, recordsOf } from '../objects/records';
import { isMapOfSecrets, isSecretReference } from '../objects/secretFields';
import { isKindOfMaker, isOutputField } from '../objects/unknownMakers';
import { isUserName } from '../values/mail';
import { AuditedKind } from './customKinds';

/** A definition can have a mebibyte of schema. */
const PAGE = 100;
const LEFT_OUT = new Set(['metadata', 'status', 'apiVersion', 'kind']);
const CONTAINERS = new Set([
  'containers',
  'initContainers',
  'ephemeralContainers',
]);
/** Fields that name a Secret to be written: those of Crossplane, and of controllers with the same habit. */
const WRITES_SECRET = /^write\w*SecretToRef$|^write\w*ToSecret$/;
/** What names of keys have in them. */
const MAY_BE_KEY = /key|secret|cred/i;
/** Maps of texts that choose or describe objects. */
const ABOUT_OBJECTS = /label|annotation|selector|topology|limits|requests/i;
/** Texts that a program reads as its settings, or runs. */
const HAS_TEXT =
  /(config|configuration|settings|script|values|template|contents?|user_?data|yaml)(v\d{1,2}|[_.-]?(string|text|yaml|json|toml|inline|snippet|base64))?$/i;
const DEPTH = 30;

interface Definition {
  spec?: {
    group?: string;
    scope?: string;
    names?: { kind?: string; plural?: string };
    versions?: {
      name: string;
      served?: boolean;
      storage?: boolean;
      schema?: { openAPIV3Schema?: unknown };
    }[];
  };
  status?: { conditions?: { type?: string; status?: string }[] };
}

/** The kinds of a cluster that an audit reads because of their schema. */
export interface KindsBySchema {
  kinds: AuditedKind[];
  /** Those whose resources can name a Secret that a controller writes, whether audited or not. */
  makers: KubernetesKind[];
  /** Resource version of the list of definitions, from which a watch goes on. */
  position: string;
}

/**
 * The kinds of a cluster that can make Pods, or name a Secret or have a key in them, by the schema of their definition,
 * whatever they are. Open fields may hold anything. A definition that is not served yet is left out. Throws ClusterError, also when definitions may not be listed.
 */
export async function kindsBySchema(
  cluster: Requester,
  signal?: AbortSignal,
): Promise<KindsBySchema> {
  const kinds = new Map<string, AuditedKind>();
  const makers = new Map<string, KubernetesKind>();
  const position = await listPages<Definition>(
    cluster,
    { path: listPath(KINDS.CustomResourceDefinition), pageSize: PAGE },
    ({ items }) => {
      for (const { spec } of items.filter(isServed)) {
        const version = (spec?.versions ?? [])
          .filter(({ served }) => served)
          .sort((a, b) => Number(b.storage) - Number(a.storage))[0];
        const { kind = '', plural = '' } = spec?.names ?? {};
        if (!version) {
          continue;
        }
        const id = `${spec?.group}/${plural}`;
        const found: KubernetesKind = {
          group: spec?.group ?? '',
          version: version.name,
          kind,
          plural,
          namespaced: spec?.scope === 'Namespaced',
        };
        const schema = version.schema?.openAPIV3Schema;
        const holds = partsOf(schema);
        if (holds.pods || holds.secrets) {
          kinds.set(id, { ...found, makesPods: holds.pods });
        }
        if (isKindOfMaker(kind) || writesSecrets(schema)) {
          makers.set(id, found);
        }
      }
    },
    signal,
  );
  return {
    kinds: [...kinds.values()],
    makers: [...makers.values()],
    position,
  };
}

function isServed({ status }: Definition): boolean {
  const established = status?.conditions?.find(
    ({ type }) => type === 'Established',
  );
  return established === undefined || established.status === 'True';
}

/** What resources of a schema can have in them. */
export function partsOf(schema: unknown): { pods: boolean; secrets: boolean } {
  const parts = { pods: false, secrets: false };
  const search = (value: unknown, depth: number): void => {
    if (!isRecord(value) || depth > DEPTH || (parts.pods && parts.secrets)) {
      return;
    }
    const isOpen =
      value['x-kubernetes-preserve-unknown-fields'] === true &&
      !isRecord(value.properties);
    parts.secrets ||= isOpen;
    const properties = isRecord(value.properties) ? value.properties : {};
    // A selector of one data key, and an entry that may be one by its type.
    parts.secrets ||= 'name' in properties && 'key' in properties;
    parts.secrets ||= isText(properties.type) && isText(properties.value);
    parts.secrets ||= namesSecretByKind(properties);
    parts.secrets ||= hasLogin(properties);
    for (const [name, inside] of Object.entries(properties)) {
      if (depth === 0 && LEFT_OUT.has(name)) {
        continue;
      }
      parts.pods ||= CONTAINERS.has(name) && isListOfContainers(inside);
      parts.secrets ||=
        isSecretReference(name) ||
        isMapOfSecrets(name) ||
        (MAY_BE_KEY.test(name) && lookUpName(name) !== undefined) ||
        /cred/i.test(name) ||
        (HAS_TEXT.test(name) && isText(inside)) ||
        (!ABOUT_OBJECTS.test(name) && isMapOfTexts(inside));
      search(inside, depth + 1);
    }
    for (const inside of [
      value.items,
      value.additionalProperties,
      ...recordsOf(value.anyOf),
      ...recordsOf(value.oneOf),
      ...recordsOf(value.allOf),
    ]) {
      search(inside, depth + 1);
    }
  };
  search(schema, 0);
  return parts;
}

/** A user and a password in clear, as of a server for mail: the user of SES is a key id. */
function hasLogin(properties: Fields): boolean {
  const texts = Object.keys(properties).filter(name =>
    isText(properties[name]),
  );
  return (
    texts.some(name => isUserName(name)) &&
    texts.some(name => /pass(word|wd)?$/i.test(name))
  );
}

/** A reference to an object of a kind that may be Secret: Flux's `substituteFrom`, Argo CD's and Crossplane's sources. */
function namesSecretByKind({ kind, name }: Fields): boolean {
  if (!isRecord(kind) || !isRecord(name)) {
    return false;
  }
  return Array.isArray(kind.enum) ? kind.enum.includes('Secret') : true;
}

/** Whether resources of a schema can name, near the top, a Secret that is to be written. */
function writesSecrets(schema: unknown, depth = 0): boolean {
  if (!isRecord(schema) || depth > 1) {
    return false;
  }
  const properties = isRecord(schema.properties) ? schema.properties : {};
  const isOpen = schema['x-kubernetes-preserve-unknown-fields'] === true;
  return (
    (isOpen && !isRecord(schema.properties)) ||
    Object.keys(properties).some(
      name => WRITES_SECRET.test(name) || isOutputField(name),
    ) ||
    (depth === 0 && writesSecrets(properties.spec, 1))
  );
}

/** Parameters, settings or variables of any name. */
function isMapOfTexts(value: unknown): boolean {
  return (
    isRecord(value) &&
    isRecord(value.additionalProperties) &&
    value.additionalProperties.type === 'string'
  );
}

function isText(value: unknown): boolean {
  return isRecord(value) && value.type === 'string' && value.enum === undefined;
}

function isListOfContainers(value: unknown): boolean {
  const items = isRecord(value) && isRecord(value.items) ? value.items : {};
  const properties = isRecord(items.properties) ? items.properties : {};
  return ['image', 'env', 'envFrom'].some(name => name in properties);
}
