import { CredentialReference, takesRole } from 'backstage-plugin-irsa-common';
import { containersOf, Json, listOf } from './podFields';
import { checkLeftovers } from './checkLeftovers';
import {
  AddedVariable,
  DetachImpossibleError,
  DetachIntent,
  DetachOptions,
  DetachProblem,
  RemovedElement,
} from './types';
import { variablesToAdd } from './variablesToAdd';
import { sourcesToRemove, variablesToRemove } from './variablesToRemove';
import { volumesToRemove } from './volumesToRemove';

/**
 * Computes what must be removed from and added to the Pod template, so that no static AWS credential is left. All or
 * nothing: throws DetachImpossibleError when a reference cannot be removed, or could not be restored without storing a
 * value.
 */
export function detachIntent(
  template: Json,
  references: CredentialReference[],
  options: DetachOptions = {},
): DetachIntent {
  const spec = (template.spec ?? {}) as Json;
  const problems: DetachProblem[] = [];
  const removed: RemovedElement[] = [];
  const added: AddedVariable[] = [];
  const relevant = references.filter(
    reference =>
      takesRole(reference.verdict) && reference.containerType !== 'ephemeral',
  );
  const volumes = volumesToRemove(spec, relevant, options, problems);

  for (const [index, volume] of listOf(spec, 'volumes').entries()) {
    if (volumes.has(String(volume.name))) {
      removed.push({ list: 'volumes', index, element: volume });
    }
  }
  for (const { type, container } of containersOf(spec)) {
    const own = relevant.filter(
      reference =>
        reference.container === container.name &&
        (reference.containerType === 'init') === (type === 'init'),
    );
    const mounts = listOf(container, 'volumeMounts')
      .map((element, index) => ({ element, index }))
      .filter(({ element }) => volumes.has(String(element.name)));
    if (own.length === 0 && mounts.length === 0) {
      continue;
    }
    const place = { container: String(container.name), containerType: type };
    const variables = variablesToRemove(
      container,
      own,
      mounts,
      problems,
      options,
    );
    const elements = [
      ...mounts.map(({ element, index }) => ({
        list: 'volumeMounts' as const,
        index,
        element,
      })),
      ...variables,
      ...sourcesToRemove(container, own, variables, options),
    ];
    removed.push(...elements.map(element => ({ ...element, ...place })));
    added.push(
      ...variablesToAdd(container, type, elements, own, options, problems),
    );
    checkLeftovers(container, own, elements, problems);
  }
  if (problems.length > 0) {
    throw new DetachImpossibleError(problems);
  }
  const from = spec.serviceAccountName as string | undefined;
  const to = options.serviceAccountName;
  return {
    removed,
    added,
    ...(to && to !== from ? { serviceAccountName: { from, to } } : {}),
  };
}
