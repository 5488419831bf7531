import { CredentialReference } from 'backstage-plugin-irsa-common';
import { sameJson } from '../../shared/canonicalJson';
import {
  credentialVariables,
  fileVariables,
  isCredentialKey,
  profileVariables,
  regionVariables,
} from './credentialNames';
import {
  containersOf,
  ContainerType,
  Json,
  listOf,
} from '../world/podTemplate';
import { AddedVariable, DetachIntent, RemovedElement } from '../types';

/** Why a template cannot be detached by a patch that can be undone. */
export interface DetachProblem {
  code:
    | 'literal'
    | 'keysUnknown'
    | 'mixedVolume'
    | 'args'
    | 'dependent'
    | 'unsupported'
    | 'overlap';
  container?: string;
  /** The variable, volume or object. */
  subject: string;
  message: string;
}

/** Thrown by `detachIntent`. It contains all problems, not only the first. */
export class DetachImpossibleError extends Error {
  readonly problems: DetachProblem[];

  constructor(problems: DetachProblem[]) {
    super(problems.map(problem => problem.message).join(' '));
    this.name = 'DetachImpossibleError';
    this.problems = problems;
  }
}

/** Facts that are needed besides the template. */
export interface DetachOptions {
  /** Data key names of a Secret or ConfigMap; `undefined` when they are not known. */
  keysOf?: (
    kind: 'Secret' | 'ConfigMap',
    name: string,
  ) => readonly string[] | undefined;
  /** Set as AWS_REGION in a container that loses its key and has no region left. */
  region?: string;
  /** Adds AWS_ROLE_SESSION_NAME from the Pod's name. */
  sessionName?: boolean;
  /** Gives the workload a ServiceAccount of its own. */
  serviceAccountName?: string;
}

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
      reference.verdict !== 's3-compatible' &&
      reference.containerType !== 'ephemeral',
  );
  const volumes = relevantVolumes(spec, relevant, options, problems);

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
    const elements = [
      ...mounts.map(({ element, index }) => ({
        list: 'volumeMounts' as const,
        index,
        element,
      })),
      ...environmentToRemove(container, own, mounts, problems),
      ...sourcesToRemove(container, own),
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

/** What the API server accepts as a variable name; the kubelet leaves others out. */
const ENVIRONMENT_NAME = /^[-._a-zA-Z][-._a-zA-Z0-9]*$/;

type Removable = Pick<RemovedElement, 'list' | 'index' | 'element'>;

/** Names of volumes that hold nothing but a credentials file. */
function relevantVolumes(
  spec: Json,
  references: CredentialReference[],
  options: DetachOptions,
  problems: DetachProblem[],
): Set<string> {
  const names = new Set<string>();
  const mounted = references.filter(reference =>
    reference.location.startsWith('volume-'),
  );
  for (const volume of listOf(spec, 'volumes')) {
    const sources = volumeSources(volume);
    const hits = sources.filter(source =>
      mounted.some(
        reference =>
          reference.objectName === source.name &&
          (reference.objectKind ?? 'Secret') === source.kind,
      ),
    );
    if (hits.length === 0) {
      continue;
    }
    const credentialKeys = new Set(mounted.flatMap(({ keyNames }) => keyNames));
    const others = sources.flatMap(source => {
      const keys =
        source.items ??
        (source.name ? options.keysOf?.(source.kind, source.name) : undefined);
      if (!hits.includes(source) || keys === undefined) {
        return hits.includes(source) && keys === undefined
          ? [`unknown keys of ${source.kind} ${source.name}`]
          : [`${source.kind} ${source.name ?? ''}`.trim()];
      }
      return keys.filter(
        key => !credentialKeys.has(key) && !isCredentialKey(key),
      );
    });
    if (others.length > 0) {
      problems.push({
        code: 'mixedVolume',
        subject: String(volume.name),
        message: `Volume ${
          volume.name
        } brings more than AWS keys (${others.join(
          ', ',
        )}). Mount the other data from a volume of its own first.`,
      });
    }
    names.add(String(volume.name));
  }
  return names;
}

interface VolumeSource {
  kind: 'Secret' | 'ConfigMap';
  name?: string;
  items?: string[];
}

function volumeSources(volume: Json): VolumeSource[] {
  const of = (
    source: Json | undefined,
    kind: VolumeSource['kind'],
    nameField: string,
  ): VolumeSource[] =>
    source
      ? [
          {
            kind,
            name: source[nameField] as string | undefined,
            items: Array.isArray(source.items)
              ? listOf(source, 'items').map(item => String(item.key))
              : undefined,
          },
        ]
      : [];
  return [
    ...of(volume.secret as Json, 'Secret', 'secretName'),
    ...of(volume.configMap as Json, 'ConfigMap', 'name'),
    ...listOf(volume.projected as Json, 'sources').flatMap(source => {
      const found = [
        ...of(source.secret as Json, 'Secret', 'name'),
        ...of(source.configMap as Json, 'ConfigMap', 'name'),
      ];
      // The volume has a token or downward API source, so it is not only for credentials.
      return found.length > 0 ? found : [{ kind: 'Secret' as const }];
    }),
  ];
}

function environmentToRemove(
  container: Json,
  references: CredentialReference[],
  mounts: { element: Json }[],
  problems: DetachProblem[],
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
        if (value) {
          problems.push({
            code: 'literal',
            container: String(container.name),
            subject: name,
            message: `${name} of container ${container.name} is written into the workload. Move it to a Secret first: undoing would need the value to be stored.`,
          });
        }
        return true;
      }
      if (fileVariables.has(name)) {
        return paths.some(
          path =>
            value === path || value?.startsWith(`${path.replace(/\/$/, '')}/`),
        );
      }
      return usesFile && profileVariables.has(name) && value !== undefined;
    });
}

function sourcesToRemove(
  container: Json,
  references: CredentialReference[],
): Removable[] {
  return listOf(container, 'envFrom')
    .map((element, index) => ({ list: 'envFrom' as const, element, index }))
    .filter(({ element }) => {
      const source = sourceOf(element);
      return references.some(
        reference =>
          reference.location.startsWith('envFrom-') &&
          reference.objectName === source.name &&
          (reference.objectKind ?? 'Secret') === source.kind,
      );
    });
}

function sourceOf(element: Json): {
  kind: 'Secret' | 'ConfigMap';
  name: string;
  prefix: string;
  optional?: boolean;
} {
  const kind = element.configMapRef ? 'ConfigMap' : 'Secret';
  const reference = (element.configMapRef ?? element.secretRef ?? {}) as Json;
  return {
    kind,
    name: String(reference.name ?? ''),
    prefix: String(element.prefix ?? ''),
    optional: reference.optional as boolean | undefined,
  };
}

function variablesToAdd(
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
      removed => removed.list === list && sameJson(removed.element, element),
    );
  const names = new Set(
    listOf(container, 'env')
      .filter(element => !isRemoved('env', element))
      .map(element => String(element.name)),
  );
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

function checkLeftovers(
  container: Json,
  references: CredentialReference[],
  elements: Removable[],
  problems: DetachProblem[],
): void {
  const name = String(container.name);
  for (const reference of references) {
    if (reference.location === 'args' || reference.location === 'other') {
      problems.push({
        code: reference.location === 'args' ? 'args' : 'unsupported',
        container: name,
        subject: reference.envNames[0] ?? reference.objectName ?? 'args',
        message:
          reference.location === 'args'
            ? `Container ${name} gets its key in its command line. Move it to a Secret first and hand it over as environment variables.`
            : `Container ${name} gets its key in a way that a patch of the Pod template cannot remove. Move it to a Secret that the Pod references first.`,
      });
    }
  }
  const gone = new Set(
    elements
      .filter(({ list }) => list === 'env')
      .map(({ element }) => String(element.name)),
  );
  for (const { envNames, location } of references) {
    if (location.startsWith('env')) {
      envNames.forEach(variable => gone.add(variable));
    }
  }
  const texts = [
    ...listOf(container, 'env')
      .filter(element => !gone.has(String(element.name)))
      .map(element => element.value),
    ...((container.command as unknown[] | undefined) ?? []),
    ...((container.args as unknown[] | undefined) ?? []),
  ].filter((text): text is string => typeof text === 'string');
  for (const variable of gone) {
    if (
      texts.some(text => text.replace(/\$\$/g, '').includes(`$(${variable})`))
    ) {
      problems.push({
        code: 'dependent',
        container: name,
        subject: variable,
        message: `Container ${name} uses $(${variable}) in its command line or in another variable. Take it out there first.`,
      });
    }
  }
}
