import { CredentialReference } from 'backstage-plugin-irsa-common';
import { Json, listOf } from './podFields';
import {
  credentialVariables,
  fileVariables,
  namesFile,
  profileVariables,
} from './credentialNames';
import { sourceOf } from './sourceOf';
import { DetachOptions, DetachProblem, Removable } from './types';

/** Variables of `env` that bring the key, or point to a file that goes. */
export function variablesToRemove(
  container: Json,
  references: CredentialReference[],
  mounts: { element: Json }[],
  problems: DetachProblem[],
  options: DetachOptions = {},
): Removable[] {
  const named = new Set(
    references
      .filter(({ location }) => location.startsWith('env-'))
      .flatMap(({ envNames }) => envNames),
  );
  const paths = mounts.map(({ element }) => String(element.mountPath));
  const usesFile = paths.length > 0;
  return listOf(container, 'env')
    .map((element, index) => ({ list: 'env' as const, element, index }))
    .filter(({ element }) => {
      const name = String(element.name);
      const value = element.value as string | undefined;
      if (credentialVariables.has(name) || named.has(name)) {
        if (value && !options.dropsLiterals) {
          problems.push({
            code: 'literal',
            container: String(container.name),
            subject: name,
            message: `${name} of container ${container.name} is written into the workload. Move it to a Secret first: undoing would need the value to be stored.`,
          });
        }
        return true;
      }
      if (namesFile(name)) {
        return paths.some(
          path =>
            value === path || value?.startsWith(`${path.replace(/\/$/, '')}/`),
        );
      }
      return usesFile && profileVariables.has(name) && value !== undefined;
    })
    .map(found =>
      options.dropsLiterals && found.element.value !== undefined
        ? { ...found, element: { name: found.element.name } }
        : found,
    );
}

/**
 * Elements of `envFrom` that bring the key: those of a finding, and those behind a variable that goes. `env` hides what `envFrom` sets
 * by the same name, and a later source hides an earlier one, so without the one the Pod would get the other.
 */
export function sourcesToRemove(
  container: Json,
  references: CredentialReference[],
  variables: readonly Removable[],
  { keysOf }: DetachOptions,
): Removable[] {
  const gone = goneVariables(references, variables);
  return listOf(container, 'envFrom')
    .map((element, index) => ({ list: 'envFrom' as const, element, index }))
    .filter(({ element }) => {
      const source = sourceOf(element);
      return (
        references.some(
          reference =>
            reference.location.startsWith('envFrom-') &&
            reference.objectName === source.name &&
            (reference.objectKind ?? 'Secret') === source.kind,
        ) ||
        keysOf?.(source.kind, source.name)?.some(
          key =>
            isCredential(key, source.prefix) && gone.has(source.prefix + key),
        )
      );
    });
}

/** Names of variables that a container is not to get any more. */
export function goneVariables(
  references: readonly CredentialReference[],
  variables: readonly Removable[],
): Set<string> {
  return new Set([
    ...variables
      .filter(({ list }) => list === 'env')
      .map(({ element }) => String(element.name)),
    ...references
      .filter(({ location }) => location.startsWith('env'))
      .flatMap(({ envNames }) => envNames),
  ]);
}

/** Other variables that go, such as the path of a file, do no harm from elsewhere. */
function isCredential(key: string, prefix: string): boolean {
  return (
    !fileVariables.has(prefix + key) && !profileVariables.has(prefix + key)
  );
}
