import { KubernetesObject } from 'backstage-plugin-irsa-node';
import { isObject, JsonObject } from '../json';
import { withParameters } from './templateParameters';
import {
  builtInGenerator,
  generatedObjects,
  isKustomization,
  ReadBeside,
  valuesOfCharts,
} from './kustomization';

/** An object and its place in its document. */
export interface PlacedObject {
  object: KubernetesObject;
  /** From the document's root, for example `['items', 3]`. */
  within: (string | number)[];
  /** Whether paths inside the object lead to no lines, because the object is generated. */
  generated?: boolean;
}

/** What is done for a kustomization. */
export interface Kustomize {
  read: ReadBeside;
  /** Looks at what it takes over. */
  include: (kustomization: JsonObject) => void;
}

/**
 * The Kubernetes objects of a document: itself, the items of a `List`, the elements of a list without a name, or what
 * Kustomize makes of it. Other values are ignored.
 */
export function toObjects(
  value: unknown,
  fileName: string,
  kustomize: Kustomize,
  within: (string | number)[] = [],
): PlacedObject[] {
  if (Array.isArray(value)) {
    return value.flatMap((item, index) =>
      toObjects(item, fileName, kustomize, [...within, index]),
    );
  }
  if (!isObject(value)) {
    return [];
  }
  if (isKustomization(value, fileName)) {
    kustomize.include(value);
    return [
      ...generatedObjects(value, kustomize.read),
      ...valuesOfCharts(value),
    ].map(({ object, path }) => ({
      object,
      within: [...within, ...path],
      generated: true,
    }));
  }
  const generator = builtInGenerator(value);
  if (generator) {
    return generatedObjects(generator, kustomize.read).map(({ object }) => ({
      object,
      within,
      generated: true,
    }));
  }
  const { kind, items, objects } = value;
  if (typeof kind !== 'string' || kind === '') {
    return [];
  }
  // A list of one kind, as `kubectl get --raw` prints it, leaves out the kind of its items.
  if (kind.endsWith('List') && Array.isArray(items)) {
    const known = kind === 'List' ? {} : itemTypeOf(value, kind);
    return items.flatMap((item, index) =>
      toObjects(
        isObject(item) ? { ...known, ...item } : item,
        fileName,
        kustomize,
        [...within, 'items', index],
      ),
    );
  }
  // OpenShift: https://docs.redhat.com/en/documentation/openshift_container_platform/4.16/html/images/using-templates
  if (kind === 'Template' && Array.isArray(objects)) {
    const filled = withParameters(objects, value.parameters) as unknown[];
    return filled.flatMap((item, index) =>
      toObjects(item, fileName, kustomize, [...within, 'objects', index]),
    );
  }
  return [{ object: normalise(value), within }];
}

function itemTypeOf({ apiVersion }: JsonObject, kind: string): JsonObject {
  return {
    ...(typeof apiVersion === 'string' ? { apiVersion } : {}),
    kind: kind.slice(0, -'List'.length),
  };
}

/** Names as text, whatever type YAML gave them, because the API server accepts only text. */
function normalise(value: JsonObject): KubernetesObject {
  const metadata = isObject(value.metadata) ? value.metadata : {};
  return {
    ...value,
    apiVersion: textOf(value.apiVersion),
    kind: textOf(value.kind),
    metadata: {
      ...metadata,
      name: textOf(metadata.name) || textOf(metadata.generateName),
      namespace: textOf(metadata.namespace),
      labels: textsOf(metadata.labels),
      annotations: textsOf(metadata.annotations),
      ownerReferences: Array.isArray(metadata.ownerReferences)
        ? metadata.ownerReferences.filter(isObject)
        : undefined,
      managedFields: Array.isArray(metadata.managedFields)
        ? metadata.managedFields
        : undefined,
    },
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number'
    ? String(value)
    : '';
}

function textsOf(value: unknown): Record<string, string> | undefined {
  return isObject(value)
    ? Object.fromEntries(
        Object.entries(value)
          .filter(([, text]) => text !== null && typeof text !== 'object')
          .map(([name, text]) => [name, String(text)]),
      )
    : undefined;
}
