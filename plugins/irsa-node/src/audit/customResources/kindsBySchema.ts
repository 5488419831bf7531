import { listPages } from '../../kubernetes/listPages';
import { Requester } from '../../kubernetes/ClusterApi';
import { KINDS } from '../../kubernetes/kinds';
import { listPath } from '../../kubernetes/paths';
import { isRecord, recordsOf } from '../objects/records';
import { isSecretReference } from '../places/secretReferences';
import { AuditedKind } from './customKinds';

/** A definition can have a mebibyte of schema. */
const PAGE = 100;
const LEFT_OUT = new Set(['metadata', 'status', 'apiVersion', 'kind']);
const CONTAINERS = new Set([
  'containers',
  'initContainers',
  'ephemeralContainers',
]);
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
  /** Resource version of the list of definitions, from which a watch goes on. */
  position: string;
}

/**
 * The kinds of a cluster that can make Pods or name a Secret, by the schema of their definition, whatever they are. A
 * schema that leaves its fields open may do both. A definition that is not served yet is left out. Throws ClusterError, also when definitions may not be listed.
 */
export async function kindsBySchema(
  cluster: Requester,
  signal?: AbortSignal,
): Promise<KindsBySchema> {
  const found = new Map<string, AuditedKind>();
  const position = await listPages<Definition>(
    cluster,
    { path: listPath(KINDS.CustomResourceDefinition), pageSize: PAGE },
    ({ items }) => {
      for (const { spec } of items.filter(isServed)) {
        const version = (spec?.versions ?? [])
          .filter(({ served }) => served)
          .sort((a, b) => Number(b.storage) - Number(a.storage))[0];
        const { kind = '', plural = '' } = spec?.names ?? {};
        const holds = version && partsOf(version.schema?.openAPIV3Schema);
        if (holds && (holds.pods || holds.secrets)) {
          found.set(`${spec?.group}/${plural}`, {
            group: spec?.group ?? '',
            version: version.name,
            kind,
            plural,
            namespaced: spec?.scope === 'Namespaced',
            makesPods: holds.pods,
          });
        }
      }
    },
    signal,
  );
  return { kinds: [...found.values()], position };
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
    parts.secrets ||= isOpen && depth <= 1;
    const properties = isRecord(value.properties) ? value.properties : {};
    for (const [name, inside] of Object.entries(properties)) {
      if (depth === 0 && LEFT_OUT.has(name)) {
        continue;
      }
      parts.pods ||= CONTAINERS.has(name) && isListOfContainers(inside);
      parts.secrets ||= isSecretReference(name);
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

function isListOfContainers(value: unknown): boolean {
  const items = isRecord(value) && isRecord(value.items) ? value.items : {};
  const properties = isRecord(items.properties) ? items.properties : {};
  return ['image', 'env', 'envFrom'].some(name => name in properties);
}
