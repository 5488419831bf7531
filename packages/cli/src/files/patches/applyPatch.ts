import { applyPatch as applyOperations } from 'fast-json-patch';
import { KubernetesObject } from 'backstage-plugin-irsa-node';
import { isObject, JsonObject } from '../../json';
import { Operation, Patch } from './patchesOf';
import { deletesAll, strategicMerge } from './strategicMerge';

/** Groups whose kinds have a schema of their own in Kustomize. */
const BUILT_IN = /^v1$|^[a-z]+\/|\.k8s\.io\//;

const LONGEST = 200;

/** Whether a patch is for an object, as Kustomize chooses. @param before - names that the object has had */
export function isFor(
  { target, body }: Patch,
  object: KubernetesObject,
  before: readonly string[] = [],
): boolean {
  const selector = target ?? (Array.isArray(body) ? {} : identityOf(body));
  const { group, version } = versionOf(object.apiVersion);
  const { metadata = {} } = object;
  const fits = (field: string, value: string | undefined) =>
    matches(selector[field], value ?? '', target !== undefined);
  return (
    Object.keys(selector).length > 0 &&
    fits('kind', object.kind) &&
    [metadata.name, ...before].some(name => fits('name', name)) &&
    fits('group', group) &&
    fits('version', version) &&
    // An object without a namespace gets one later.
    (!metadata.namespace || fits('namespace', metadata.namespace)) &&
    holds(selector.labelSelector, metadata.labels) &&
    holds(selector.annotationSelector, metadata.annotations)
  );
}

/**
 * The object with the patch; `deleted` when it takes the object away. Neither is changed. Throws when the patch does not
 * fit the object.
 */
export function applyPatch(
  { body }: Patch,
  object: KubernetesObject,
): KubernetesObject | 'deleted' {
  if (!Array.isArray(body)) {
    return deletesAll(body)
      ? 'deleted'
      : (strategicMerge(
          object as JsonObject,
          ofNoOther(body),
          BUILT_IN.test(object.apiVersion ?? 'v1'),
        ) as KubernetesObject);
  }
  const { newDocument } = applyOperations(
    object,
    body as unknown as Parameters<typeof applyOperations>[1],
    true,
    false,
  );
  return newDocument;
}

/**
 * What a patch alone says of an object that is not here. `undefined` when it does not say which one that is.
 */
export function guessedFrom({
  target,
  body,
}: Patch): KubernetesObject | undefined {
  if (!Array.isArray(body)) {
    const { kind, metadata } = body;
    return typeof kind === 'string' && isObject(metadata) && !deletesAll(body)
      ? (strategicMerge({}, body, true) as KubernetesObject)
      : undefined;
  }
  const { kind, name } = target ?? {};
  if (typeof kind !== 'string' || typeof name !== 'string') {
    return undefined;
  }
  const { group = '', version = 'v1' } = target as Record<string, string>;
  const object: JsonObject = {
    apiVersion: group ? `${group}/${version}` : version,
    kind,
    metadata: { name },
  };
  body
    .filter(({ op }) => op === 'add' || op === 'replace')
    .forEach(each => set(object, each));
  return object;
}

/** Fields and lists on the way are made. An index says only that there is one more element. */
function set(object: JsonObject, { path, value }: Operation): void {
  const steps = path
    .split('/')
    .slice(1)
    .map(step => step.replace(/~1/g, '/').replace(/~0/g, '~'));
  const isIndex = (step: string | undefined) => /^(\d+|-)$/.test(step ?? '');
  let at: JsonObject | unknown[] = object;
  for (const [index, step] of steps.entries()) {
    if (step === '__proto__' || isIndex(step) !== Array.isArray(at)) {
      return;
    }
    const isLast = index === steps.length - 1;
    const next: unknown = isIndex(steps[index + 1]) ? [] : {};
    if (Array.isArray(at)) {
      if (isLast) {
        at.push(value);
        return;
      }
      at[0] ??= isObject(next) ? { name: `[${step}]` } : next;
      at = at[0] as JsonObject | unknown[];
    } else {
      at[step] = isLast ? value : at[step] ?? next;
      at = at[step] as JsonObject | unknown[];
    }
  }
}

/** The name of a patch chooses its object, and does not change it. */
function ofNoOther(patch: JsonObject): JsonObject {
  const { apiVersion, kind, metadata, ...rest } = patch;
  if (!isObject(metadata)) {
    return rest;
  }
  const { name, namespace, ...kept } = metadata;
  return {
    ...rest,
    ...(Object.keys(kept).length > 0 ? { metadata: kept } : {}),
  };
}

function identityOf({ apiVersion, kind, metadata }: JsonObject): JsonObject {
  const { group, version } = versionOf(
    typeof apiVersion === 'string' ? apiVersion : undefined,
  );
  const { name, namespace } = isObject(metadata) ? metadata : {};
  return { kind, name, namespace, group, version };
}

function versionOf(apiVersion = ''): { group?: string; version?: string } {
  const [version, group] = apiVersion.split('/').reverse();
  return { group: group || undefined, version: version || undefined };
}

/** Selectors are expressions that have to fit the whole text. */
function matches(
  wanted: unknown,
  found: string,
  isExpression: boolean,
): boolean {
  if (typeof wanted !== 'string' || wanted === '') {
    return true;
  }
  if (!isExpression || /^[\w.-]*$/.test(wanted)) {
    return wanted === found;
  }
  if (wanted.length > LONGEST) {
    return false;
  }
  try {
    return new RegExp(`^(?:${wanted})$`).test(found);
  } catch {
    return false;
  }
}

/** Equality and presence, as in `app=shop,tier!=web,canary`. */
function holds(
  selector: unknown,
  values: Readonly<Record<string, string>> = {},
): boolean {
  return (
    typeof selector !== 'string' ||
    selector.split(',').every(part => {
      const [, name, operator, wanted = ''] =
        /^\s*([^\s=!]+)\s*(==?|!=)?\s*([^\s=!]*)\s*$/.exec(part) ?? [];
      if (name === undefined) {
        return true;
      }
      if (!operator) {
        return name in values;
      }
      return (values[name] === wanted) === (operator !== '!=');
    })
  );
}
