/** Metadata as the Kubernetes API serves it. */
interface Metadata {
  name?: string;
  namespace?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
}

/** Where an object lies. */
export interface ObjectPlace {
  namespace: string;
  name: string;
}

/** Annotations of a copy with `namespace/name` of its source: Kubernetes Replicator (also before 2.0) and Reflector. */
const SOURCE_ANNOTATIONS = [
  'replicator.v1.mittwald.de/replicate-from',
  'replicator.v1.mittwald.de/replicated-from',
  'v1.kubernetes-replicator.olli.com/replicate-from',
  'reflector.v1.k8s.emberstack.com/reflects',
];
/** Of Config Syncer, before that Kubed: JSON in an annotation, and labels. */
const ORIGIN = /^(kubed|config-syncer)\.appscode\.com\/origin$/;
const ORIGIN_LABEL =
  /^(kubed|config-syncer)\.appscode\.com\/origin\.(namespace|name)$/;
/** Of the controller of hierarchical namespaces: the namespace that has the object itself, which has the same name. */
const INHERITED_FROM = 'hnc.x-k8s.io/inherited-from';
/** Annotations of a source that is copied into namespaces by a list of names or patterns. */
const PUSHED_TO = [
  'replicator.v1.mittwald.de/replicate-to',
  'reflector.v1.k8s.emberstack.com/reflection-auto-namespaces',
];
/** Into those that a selector names, which manifests do not show. */
const PUSHED_BY_SELECTOR =
  /^(replicator\.v1\.mittwald\.de\/replicate-to-matching|(kubed|config-syncer)\.appscode\.com\/sync)$/;
const REFLECTOR_AUTO =
  'reflector.v1.k8s.emberstack.com/reflection-auto-enabled';
const REFLECTOR_NAMESPACES = PUSHED_TO[1];

/** The annotations that tell about copies. They hold names only, so they may be kept of a Secret. */
export function copyAnnotationsOf(
  annotations: Record<string, string> = {},
): Record<string, string> | undefined {
  const kept = Object.entries(annotations).filter(
    ([name]) =>
      SOURCE_ANNOTATIONS.includes(name) ||
      ORIGIN.test(name) ||
      PUSHED_TO.includes(name) ||
      PUSHED_BY_SELECTOR.test(name) ||
      name === REFLECTOR_AUTO,
  );
  return kept.length > 0 ? Object.fromEntries(kept) : undefined;
}

/** The object that this one is a copy of; `undefined` when nothing says that it is one. */
export function copiedFrom({
  name: own = '',
  namespace = '',
  annotations = {},
  labels = {},
}: Metadata): ObjectPlace | undefined {
  for (const name of SOURCE_ANNOTATIONS) {
    const [place, ...rest] = (annotations[name] ?? '').split('/');
    if (place) {
      return rest.length > 0
        ? { namespace: place, name: rest.join('/') }
        : { namespace, name: place };
    }
  }
  if (labels[INHERITED_FROM]) {
    return { namespace: labels[INHERITED_FROM], name: own };
  }
  const origin = Object.keys(annotations).find(name => ORIGIN.test(name));
  const said = origin && placeInJson(annotations[origin]);
  if (said) {
    return said;
  }
  const [place, name] = ['namespace', 'name'].map(part =>
    Object.entries(labels).find(
      ([label]) => ORIGIN_LABEL.test(label) && label.endsWith(`.${part}`),
    ),
  );
  return place && name ? { namespace: place[1], name: name[1] } : undefined;
}

function placeInJson(text: string): ObjectPlace | undefined {
  try {
    const { namespace, name } = JSON.parse(text) ?? {};
    return typeof namespace === 'string' && typeof name === 'string'
      ? { namespace, name }
      : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a controller will copy the object, under its own name, into a namespace. */
export function isCopiedInto(
  { annotations = {} }: Metadata,
  namespace: string,
): boolean {
  if (Object.keys(annotations).some(name => PUSHED_BY_SELECTOR.test(name))) {
    return true;
  }
  if (
    annotations[REFLECTOR_AUTO] === 'true' &&
    !annotations[REFLECTOR_NAMESPACES]?.trim()
  ) {
    return true;
  }
  return PUSHED_TO.flatMap(name => (annotations[name] ?? '').split(','))
    .map(pattern => pattern.trim())
    .filter(Boolean)
    .some(pattern => pattern === namespace || matches(pattern, namespace));
}

/** A pattern of somebody else. Long ones are not tried. */
function matches(pattern: string, namespace: string): boolean {
  if (
    !/^[\w.*?+|()[\]^$-]{1,100}$/.test(pattern) ||
    /[*+?)]{2}/.test(pattern)
  ) {
    return false;
  }
  try {
    return new RegExp(`^(?:${pattern})$`).test(namespace);
  } catch {
    return false;
  }
}
