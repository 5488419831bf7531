import { Structural } from '../schema/structural';
import { Condition, KubeObject } from '../types';
import {
  ALL_VERBS,
  PrinterColumn,
  ResourceType,
  ScalePaths,
} from './resourceTypes';

export type DefinitionNames = {
  plural: string;
  singular?: string;
  kind: string;
  listKind?: string;
  shortNames?: string[];
  categories?: string[];
};

export type DefinitionVersion = {
  name: string;
  served: boolean;
  storage: boolean;
  schema?: { openAPIV3Schema?: Structural };
  subresources?: { status?: object; scale?: ScalePaths };
  additionalPrinterColumns?: PrinterColumn[];
};

/** https://kubernetes.io/docs/reference/kubernetes-api/extend-resources/custom-resource-definition-v1/ */
export type Definition = KubeObject & {
  spec: {
    group: string;
    scope: string;
    names: DefinitionNames;
    versions: DefinitionVersion[];
  };
  status?: {
    conditions?: Condition[];
    acceptedNames?: Partial<DefinitionNames>;
    storedVersions?: string[];
  };
};

/** Finalizer of definitions that are being deleted. */
export const CLEANUP = 'customresourcecleanup.apiextensions.k8s.io';

/**
 * Sorts versions: stable ones first (`v1`, `v1beta2`, `v1alpha1`), then by higher number; other names come last, by
 * alphabet.
 */
function compareVersions(a: string, b: string): number {
  const rank = (version: string) => {
    const match = /^v(\d+)(?:(alpha|beta)(\d+))?$/.exec(version);
    if (!match) {
      return undefined;
    }
    const stage = { alpha: 0, beta: 1 }[match[2]] ?? 2;
    return [stage, Number(match[1]), Number(match[3] ?? 0)];
  };
  const [left, right] = [rank(a), rank(b)];
  if (!left || !right) {
    if (left || right) {
      return left ? -1 : 1;
    }
    return a < b ? -1 : 1;
  }
  const index = left.findIndex((value, at) => value !== right[at]);
  return index < 0 ? 0 : right[index] - left[index];
}

/** Whether its names have been accepted. */
export function isServed(definition: KubeObject): boolean {
  const { status } = definition as Definition;
  return Boolean(
    status?.conditions?.some(
      condition =>
        condition.type === 'Established' && condition.status === 'True',
    ),
  );
}

/** The types that a definition adds to the API, with the preferred version first. */
export function typesOf(definition: KubeObject): ResourceType[] {
  const { spec } = definition as Definition;
  const { names } = spec;
  return spec.versions
    .filter(version => version.served)
    .sort((a, b) => compareVersions(a.name, b.name))
    .map(({ name, subresources, schema, additionalPrinterColumns }) => ({
      group: spec.group,
      version: name,
      plural: names.plural,
      singular: names.singular ?? names.kind.toLowerCase(),
      kind: names.kind,
      namespaced: spec.scope === 'Namespaced',
      shortNames: names.shortNames,
      categories: names.categories,
      subresources: [
        ...(subresources?.status ? ['status'] : []),
        ...(subresources?.scale ? ['scale'] : []),
      ],
      verbs: ALL_VERBS,
      custom: true,
      schema: schema?.openAPIV3Schema,
      printerColumns: additionalPrinterColumns,
      scalePaths: subresources?.scale,
    }));
}
