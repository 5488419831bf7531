import { isDeepStrictEqual } from 'node:util';
import { CredentialReference } from 'backstage-plugin-irsa-common';

import { ContainerType, Json, listOf } from './podFields';
import {
  credentialVariables,
  isCredentialKey,
  regionVariables,
} from './credentialNames';
import { sourceOf } from './sourceOf';
import { goneVariables } from './variablesToRemove';
import {
  AddedVariable,
  DetachOptions,
  DetachProblem,
  Removable,
} from './types';

/** What the API server accepts as a variable name; the kubelet leaves others out. */
const ENVIRONMENT_NAME = /^[-._a-zA-Z][-._a-zA-Z0-9]*$/;

/** What a container still needs of a source that goes, and the region when nothing says it. */
export function variablesToAdd(
  container: Json,
  containerType: ContainerType,
  elements: Removable[],
  references: CredentialReference[],
  options: DetachOptions,
  problems: DetachProblem[],
): AddedVariable[] {
  const place = { container: String(container.name), containerType };
  const isRemoved = (list: Removable['list'], element: Json) =>
    elements.some(
      removed =>
        removed.list === list && isDeepStrictEqual(removed.element, element),
    );
  const names = new Set(
    listOf(container, 'env')
      .filter(element => !isRemoved('env', element))
      .map(element => String(element.name)),
  );
  const gone = goneVariables(references, elements);
  const added: AddedVariable[] = [];
  const add = (variable: Json) => {
    if (!names.has(String(variable.name))) {
      names.add(String(variable.name));
      added.push({ ...place, variable });
    }
  };
  const sources = listOf(container, 'envFrom');
  let regionUnknown = false;
  // In Kubernetes the last source takes precedence, so this goes from the last to the first and keeps the first match.
  for (const element of [...sources].reverse()) {
    const source = sourceOf(element);
    const keys = options.keysOf?.(source.kind, source.name);
    if (!isRemoved('envFrom', element)) {
      if (keys === undefined) {
        regionUnknown = true;
      }
      continue;
    }
    if (keys === undefined) {
      problems.push({
        code: 'keysUnknown',
        container: place.container,
        subject: source.name,
        message: `The names of the data keys of ${source.kind} ${source.name} are not known, so what else container ${place.container} takes from it cannot be kept. Allow the portal to read the Secret (read level 2), or list the keys one by one in env.`,
      });
      continue;
    }
    const credentialKeys = new Set(
      references
        .filter(({ objectName }) => objectName === source.name)
        .flatMap(({ keyNames }) => keyNames),
    );
    const kept = keys.filter(
      key =>
        !gone.has(source.prefix + key) &&
        !credentialKeys.has(key) &&
        !isCredentialKey(key) &&
        !credentialVariables.has(source.prefix + key) &&
        ENVIRONMENT_NAME.test(source.prefix + key),
    );
    for (const key of [...kept].sort()) {
      if (isSetLater(sources, element, source.prefix + key, options)) {
        continue;
      }
      const reference = {
        name: source.name,
        key,
        ...(source.optional === undefined ? {} : { optional: source.optional }),
      };
      add({
        name: source.prefix + key,
        valueFrom:
          source.kind === 'ConfigMap'
            ? { configMapKeyRef: reference }
            : { secretKeyRef: reference },
      });
    }
  }
  const inherited = new Set(
    sources
      .filter(element => !isRemoved('envFrom', element))
      .flatMap(element => {
        const source = sourceOf(element);
        return (options.keysOf?.(source.kind, source.name) ?? []).map(
          key => source.prefix + key,
        );
      }),
  );
  const hasRegion = regionVariables.some(
    name => names.has(name) || inherited.has(name),
  );
  if (options.region && !hasRegion && !regionUnknown) {
    add({ name: 'AWS_REGION', value: options.region });
  }
  if (options.sessionName && !inherited.has('AWS_ROLE_SESSION_NAME')) {
    add({
      name: 'AWS_ROLE_SESSION_NAME',
      valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.name' } },
    });
  }
  return added;
}

function isSetLater(
  sources: Json[],
  element: Json,
  name: string,
  options: DetachOptions,
): boolean {
  return sources.slice(sources.indexOf(element) + 1).some(later => {
    const source = sourceOf(later);
    return (options.keysOf?.(source.kind, source.name) ?? []).some(
      key => source.prefix + key === name,
    );
  });
}
