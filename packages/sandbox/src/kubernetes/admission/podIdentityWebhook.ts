import { isObject } from '../json';
import { ResourceRegistry } from '../resources/ResourceRegistry';
import { ObjectStore } from '../store/ObjectStore';
import { matchesSelector } from '../store/selectors';
import { Container, EnvVar, JsonObject, LabelSelector, Pod } from '../types';
import { AdmissionPlugin } from './Admission';

export const WEBHOOK_CONFIGURATION = 'pod-identity-webhook';

const PREFIX = 'eks.amazonaws.com';
const VOLUME = 'aws-iam-token';
const MOUNT_PATH = '/var/run/secrets/eks.amazonaws.com/serviceaccount';
const WINDOWS_MOUNT_PATH =
  'C:\\var\\run\\secrets\\eks.amazonaws.com\\serviceaccount';
const DEFAULT_EXPIRATION = 86_400;
const MINIMUM_EXPIRATION = 600;

/** As deployed by EKS: fails open, and a label on the Pod opts out. */
export function webhookConfiguration(): JsonObject {
  return {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'MutatingWebhookConfiguration',
    metadata: { name: WEBHOOK_CONFIGURATION },
    webhooks: [
      {
        name: 'iam-for-pods.amazonaws.com',
        failurePolicy: 'Ignore',
        sideEffects: 'None',
        admissionReviewVersions: ['v1'],
        clientConfig: { url: 'https://127.0.0.1:23443/mutate' },
        objectSelector: {
          matchExpressions: [
            {
              key: `${PREFIX}/skip-pod-identity-webhook`,
              operator: 'DoesNotExist',
            },
          ],
        },
        rules: [
          {
            operations: ['CREATE'],
            apiGroups: [''],
            apiVersions: ['v1'],
            resources: ['pods'],
            scope: '*',
          },
        ],
      },
    ],
  };
}

/** Go's strconv.ParseBool. */
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

/** Returns whether the container now needs the token's volume. */
function mutateContainer(container: Container, settings: Settings): boolean {
  const has = (name: string) =>
    (container.env ?? []).some(variable => variable.name === name);
  const added: EnvVar[] = [];
  if (settings.regional && !has('AWS_STS_REGIONAL_ENDPOINTS')) {
    added.push({ name: 'AWS_STS_REGIONAL_ENDPOINTS', value: 'regional' });
  }
  if (settings.region && !has('AWS_REGION') && !has('AWS_DEFAULT_REGION')) {
    added.push(
      { name: 'AWS_DEFAULT_REGION', value: settings.region },
      { name: 'AWS_REGION', value: settings.region },
    );
  }
  if (!has('AWS_ROLE_ARN') && !has('AWS_WEB_IDENTITY_TOKEN_FILE')) {
    const file = settings.windows
      ? `${WINDOWS_MOUNT_PATH}\\token`
      : `${MOUNT_PATH}/token`;
    added.push(
      { name: 'AWS_ROLE_ARN', value: settings.roleArn },
      { name: 'AWS_WEB_IDENTITY_TOKEN_FILE', value: file },
    );
  }
  // With everything preset there is nothing to add, and then the real one mounts nothing either.
  if (!added.length) return false;
  container.env = [...(container.env ?? []), ...added];
  if (!container.volumeMounts?.some(mount => mount.name === VOLUME)) {
    container.volumeMounts = [
      ...(container.volumeMounts ?? []),
      {
        name: VOLUME,
        readOnly: true,
        mountPath: settings.windows ? WINDOWS_MOUNT_PATH : MOUNT_PATH,
      },
    ];
  }
  return true;
}

function mutatePod(pod: Pod, settings: Settings): void {
  const annotations = pod.metadata.annotations ?? {};
  // Not trimmed, as in the real one: "a, b" names `a` and ` b`.
  const skipped = (annotations[`${PREFIX}/skip-containers`] ?? '').split(',');
  let mounts = false;
  for (const container of [
    ...(pod.spec.initContainers ?? []),
    ...pod.spec.containers,
  ]) {
    if (skipped.includes(container.name)) continue;
    if (mutateContainer(container, settings)) mounts = true;
  }
  if (!mounts || pod.spec.volumes?.some(volume => volume.name === VOLUME)) {
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
 * The contract of https://github.com/aws/amazon-eks-pod-identity-webhook at Pod creation. On while its
 * MutatingWebhookConfiguration exists, which also says which Pods it is asked about.
 */
export function podIdentityWebhook(
  store: ObjectStore,
  registry: ResourceRegistry,
  region?: string,
): AdmissionPlugin {
  return (type, object, live) => {
    if (type.plural !== 'pods' || type.group || live) return;
    const configuration = store.get(
      registry.builtIn('mutatingwebhookconfigurations'),
      undefined,
      WEBHOOK_CONFIGURATION,
    );
    const webhook = (configuration?.webhooks as JsonObject[] | undefined)?.[0];
    const pod = object as Pod;
    if (!webhook || !pod.spec?.containers) return;
    const namespace = store.get(
      registry.builtIn('namespaces'),
      undefined,
      pod.metadata.namespace as string,
    );
    const selected = (selector: unknown, labels?: Record<string, string>) =>
      !isObject(selector) || matchesSelector(selector as LabelSelector, labels);
    if (
      !selected(webhook.objectSelector, pod.metadata.labels) ||
      !selected(webhook.namespaceSelector, namespace?.metadata.labels)
    ) {
      return;
    }
    const account = store.get(
      registry.builtIn('serviceaccounts'),
      pod.metadata.namespace,
      pod.spec.serviceAccountName ?? 'default',
    );
    const annotations = account?.metadata.annotations ?? {};
    const roleArn = annotations[`${PREFIX}/role-arn`];
    if (!roleArn) return;
    mutatePod(pod, {
      roleArn,
      audience: annotations[`${PREFIX}/audience`] ?? 'sts.amazonaws.com',
      regional: parseBoolean(annotations[`${PREFIX}/sts-regional-endpoints`]),
      expiration: expirationOf(
        pod.metadata.annotations?.[`${PREFIX}/token-expiration`],
        annotations[`${PREFIX}/token-expiration`],
      ),
      region,
      windows: pod.spec.nodeSelector?.['kubernetes.io/os'] === 'windows',
    });
  };
}
