import { KubernetesObject } from 'backstage-plugin-irsa-node';
import { JsonObject } from '../../json';
import { isFor } from '../patches/applyPatch';

/** An object on its way through kustomizations. */
export interface Version {
  /** As it is written. */
  original: KubernetesObject;
  now: KubernetesObject;
  /** Names that it has had before. Patches and references may use each of them. */
  before: readonly string[];
  /** What the kustomizations give. */
  namespace?: string;
  /** The kustomizations that have named it anew, by their paths. */
  namedBy: readonly string[];
}

/** Those that a selector of Kustomize is for. */
export function selected(
  versions: readonly Version[],
  selector: JsonObject,
): Version[] {
  // `objref` of a variable and `source` of a replacement have an API version in one field, or in two.
  const { apiVersion, fieldPath, options, ...target } = selector;
  const [version, group] = String(apiVersion ?? '')
    .split('/')
    .reverse();
  const whole = {
    ...target,
    ...(apiVersion ? { version, ...(group ? { group } : {}) } : {}),
  };
  return versions.filter(({ now, before }) =>
    isFor({ target: whole, body: {}, path: [] }, now, before),
  );
}
