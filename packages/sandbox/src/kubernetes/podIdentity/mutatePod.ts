import { Container, EnvVar, Pod } from '../types';

const PREFIX = 'eks.amazonaws.com';
const VOLUME = 'aws-iam-token';
const MOUNT_PATH = '/var/run/secrets/eks.amazonaws.com/serviceaccount';
const WINDOWS_TOKEN_FILE =
  'C:\\var\\run\\secrets\\eks.amazonaws.com\\serviceaccount\\token';
const DEFAULT_EXPIRATION = 86_400;
const MINIMUM_EXPIRATION = 600;

/** Parses a text as Go's strconv.ParseBool does. */
function parseBoolean(text: string | undefined): boolean {
  return ['1', 't', 'T', 'true', 'TRUE', 'True'].includes(text ?? '');
}

function expirationOf(...candidates: (string | undefined)[]): number {
  for (const text of candidates) {
    if (text !== undefined && /^[+-]?\d+$/.test(text)) {
      return Math.max(Number(text), MINIMUM_EXPIRATION);
    }
  }
  return DEFAULT_EXPIRATION;
}

interface Settings {
  roleArn: string;
  audience: string;
  regional: boolean;
  expiration: number;
  region?: string;
  windows: boolean;
}

/** Whether anything was added. */
function mutateContainer(container: Container, settings: Settings): boolean {
  const env = container.env ?? [];
  const has = (...names: string[]) =>
    env.some(variable => names.includes(variable.name));
  const role = has('AWS_ROLE_ARN', 'AWS_WEB_IDENTITY_TOKEN_FILE');
  const region = has('AWS_REGION', 'AWS_DEFAULT_REGION');
  const regional = has('AWS_STS_REGIONAL_ENDPOINTS');
  // When all three are set already, the real webhook does not change the container, its mounts included.
  if (role && region && regional) {
    return false;
  }
  const added: EnvVar[] = [];
  if (!regional && settings.regional) {
    added.push({ name: 'AWS_STS_REGIONAL_ENDPOINTS', value: 'regional' });
  }
  if (!region && settings.region) {
    added.push(
      { name: 'AWS_DEFAULT_REGION', value: settings.region },
      { name: 'AWS_REGION', value: settings.region },
    );
  }
  if (!role) {
    const file = settings.windows ? WINDOWS_TOKEN_FILE : `${MOUNT_PATH}/token`;
    added.push(
      { name: 'AWS_ROLE_ARN', value: settings.roleArn },
      { name: 'AWS_WEB_IDENTITY_TOKEN_FILE', value: file },
    );
  }
  if (added.length) {
    container.env = [...env, ...added];
  }
  if (container.volumeMounts?.some(mount => mount.name === VOLUME)) {
    return added.length > 0;
  }
  container.volumeMounts = [
    ...(container.volumeMounts ?? []),
    { name: VOLUME, readOnly: true, mountPath: MOUNT_PATH },
  ];
  return true;
}

function mutatePod(pod: Pod, settings: Settings): void {
  const annotations = pod.metadata?.annotations ?? {};
  // Not trimmed, as in the real webhook: "a, b" names `a` and ` b`.
  const skipped = (annotations[`${PREFIX}/skip-containers`] ?? '').split(',');
  const changed = [
    ...(pod.spec.initContainers ?? []),
    ...pod.spec.containers,
  ].filter(
    container =>
      !skipped.includes(container.name) && mutateContainer(container, settings),
  );
  if (!changed.length) {
    return;
  }
  if (pod.spec.volumes?.some(volume => volume.name === VOLUME)) {
    return;
  }
  pod.spec.volumes = [
    {
      name: VOLUME,
      projected: {
        defaultMode: 420,
        sources: [
          {
            serviceAccountToken: {
              audience: settings.audience,
              expirationSeconds: settings.expiration,
              path: 'token',
            },
          },
        ],
      },
    },
    ...(pod.spec.volumes ?? []),
  ];
}

/**
 * Changes a new Pod in place as the webhook does, by the annotations of its ServiceAccount. The contract of
 * https://github.com/aws/amazon-eks-pod-identity-webhook.
 */
export function mutateForRole(
  pod: Pod,
  annotations: Record<string, string>,
  region?: string,
): void {
  const roleArn = annotations[`${PREFIX}/role-arn`];
  if (!roleArn || !pod.spec?.containers) {
    return;
  }
  mutatePod(pod, {
    roleArn,
    audience: annotations[`${PREFIX}/audience`] ?? 'sts.amazonaws.com',
    regional: parseBoolean(annotations[`${PREFIX}/sts-regional-endpoints`]),
    expiration: expirationOf(
      pod.metadata?.annotations?.[`${PREFIX}/token-expiration`],
      annotations[`${PREFIX}/token-expiration`],
    ),
    region,
    windows: ['kubernetes.io/os', 'beta.kubernetes.io/os'].some(
      label => pod.spec.nodeSelector?.[label] === 'windows',
    ),
  });
}

const AGENT_VOLUME = 'eks-pod-identity-token';
const AGENT_PATH = '/var/run/secrets/pods.eks.amazonaws.com/serviceaccount';
const AGENT_ENV: EnvVar[] = [
  {
    name: 'AWS_CONTAINER_CREDENTIALS_FULL_URI',
    value: 'http://169.254.170.23/v1/credentials',
  },
  {
    name: 'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE',
    value: `${AGENT_PATH}/${AGENT_VOLUME}`,
  },
];

/** Changes a new Pod in place as the webhook does for an EKS Pod Identity association; `buildPodPatchConfig` there. */
export function mutateForAssociation(pod: Pod, region?: string): void {
  const skipped = (
    pod.metadata?.annotations?.[`${PREFIX}/skip-containers`] ?? ''
  ).split(',');
  const containers = [
    ...(pod.spec.initContainers ?? []),
    ...pod.spec.containers,
  ].filter(({ name }) => !skipped.includes(name));
  for (const container of containers) {
    const env = container.env ?? [];
    const has = (name: string) => env.some(variable => variable.name === name);
    const added =
      region && !has('AWS_REGION') && !has('AWS_DEFAULT_REGION')
        ? [
            { name: 'AWS_DEFAULT_REGION', value: region },
            { name: 'AWS_REGION', value: region },
          ]
        : [];
    container.env = [
      ...env,
      ...added,
      ...AGENT_ENV.filter(({ name }) => !has(name)),
    ];
    container.volumeMounts = [
      ...(container.volumeMounts ?? []),
      { name: AGENT_VOLUME, readOnly: true, mountPath: AGENT_PATH },
    ];
  }
  if (containers.length === 0) {
    return;
  }
  pod.spec.volumes = [
    {
      name: AGENT_VOLUME,
      projected: {
        defaultMode: 420,
        sources: [
          {
            serviceAccountToken: {
              audience: 'pods.eks.amazonaws.com',
              expirationSeconds: DEFAULT_EXPIRATION,
              path: AGENT_VOLUME,
            },
          },
        ],
      },
    },
    ...(pod.spec.volumes ?? []),
  ];
}
