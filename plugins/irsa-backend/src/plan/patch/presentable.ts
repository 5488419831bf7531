import { scrub } from '../../shared/scrub';
import { Json } from '../world/podTemplate';

const SECRET_NAME =
  /pass(word|wd|phrase)?|secret|token|credential|private|api_?key|access_?key|auth/i;
const USER_INFO = /([a-z][a-z0-9+.-]*:\/\/)[^/\s@]+@/gi;
const MASK = '•••';

/**
 * A Kubernetes object as its owner wrote it: without status, managed fields, identity and defaults of the server.
 * Literal values that may be secret are replaced by `•••`.
 */
export function presentable(object: unknown): Json | undefined {
  if (!object) {
    return undefined;
  }
  const { apiVersion, kind, metadata, status: _, ...rest } = object as Json;
  const { name, namespace, labels, annotations } = (metadata ?? {}) as Json;
  return walk({
    apiVersion,
    kind,
    metadata: { name, namespace, labels, annotations: ownNotes(annotations) },
    ...rest,
  }) as Json;
}

/** Annotations of tools quote whole objects, values included. */
function ownNotes(annotations: unknown): unknown {
  const kept = Object.entries((annotations ?? {}) as Json).filter(
    ([key]) =>
      key !== 'kubectl.kubernetes.io/last-applied-configuration' &&
      key !== 'deployment.kubernetes.io/revision',
  );
  return kept.length > 0 ? Object.fromEntries(kept) : undefined;
}

const serverDefaults: Record<string, unknown[]> = {
  terminationMessagePath: ['/dev/termination-log'],
  terminationMessagePolicy: ['File'],
  dnsPolicy: ['ClusterFirst'],
  schedulerName: ['default-scheduler'],
  restartPolicy: ['Always'],
  terminationGracePeriodSeconds: [30],
  revisionHistoryLimit: [10],
  progressDeadlineSeconds: [600],
  // Served beside serviceAccountName, and deprecated.
  serviceAccount: [],
};

function walk(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(walk);
  }
  if (typeof value === 'string') {
    return scrub(value.replace(USER_INFO, `$1${MASK}@`));
  }
  if (!value || typeof value !== 'object') {
    return value;
  }
  const object = value as Json;
  return Object.fromEntries(
    Object.entries(object)
      .filter(
        ([key, item]) =>
          item !== undefined &&
          !(
            key in serverDefaults &&
            (key === 'serviceAccount' || serverDefaults[key].includes(item))
          ) &&
          !(
            key === 'creationTimestamp' ||
            (key === 'securityContext' && isEmpty(item)) ||
            (key === 'resources' && isEmpty(item))
          ),
      )
      .map(([key, item]) => [
        key,
        key === 'value' &&
        typeof item === 'string' &&
        SECRET_NAME.test(String(object.name ?? '')) &&
        item !== ''
          ? MASK
          : walk(item),
      ]),
  );
}

function isEmpty(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.keys(value).length === 0
  );
}
