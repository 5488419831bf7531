import { scrub } from '../../shared/scrub';
import { Json } from '../world/podTemplate';

/** Environment variables whose values people must see to judge a plan, and which hold no secret. */
const SHOWN_VARIABLES =
  /^(AWS_(DEFAULT_)?REGION|AWS_ROLE_ARN|AWS_ROLE_SESSION_NAME|AWS_WEB_IDENTITY_TOKEN_FILE|AWS_(CONFIG|SHARED_CREDENTIALS)_FILE|AWS_(DEFAULT_)?PROFILE|AWS_SDK_LOAD_CONFIG|AWS_STS_REGIONAL_ENDPOINTS|AWS_EC2_METADATA_DISABLED|AWS_ENDPOINT_URL(_[A-Z0-9_]+)?|AWS_(CONTAINER_CREDENTIALS_FULL_URI|CONTAINER_AUTHORIZATION_TOKEN_FILE))$/;
const MASK = '•••';

/**
 * A Kubernetes object as its owner wrote it: without status, managed fields, identity and defaults of the server.
 * Of values of environment variables only the length is shown, but for those that AWS defines and that are no secret;
 * other text is scrubbed.
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
    return value.map((item, index) =>
      typeof item === 'string' && isSecretFlag(value[index - 1])
        ? MASK
        : walk(item),
    );
  }
  if (typeof value === 'string') {
    return scrub(value);
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
        key === 'value' && typeof item === 'string'
          ? shownValue(String(object.name ?? ''), item)
          : walk(item),
      ]),
  );
}

/** The value of a variable that is not known to be harmless: how long it is. */
function shownValue(name: string, value: string): string {
  return value === '' || SHOWN_VARIABLES.test(name)
    ? scrub(value)
    : `${MASK} (${[...value].length} characters)`;
}

/** An argument such as `--db-password`, whose value is the next one. */
function isSecretFlag(argument: unknown): boolean {
  return (
    typeof argument === 'string' &&
    /^--?[\w-]*(pass(word|wd|phrase)?|secret|token|credential|api-?key|access-?key)[\w-]*$/i.test(
      argument,
    )
  );
}

function isEmpty(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.keys(value).length === 0
  );
}
