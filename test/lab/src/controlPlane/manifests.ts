import { readFileSync } from 'node:fs';
import { keyFile, LabSettings } from '../settings';

export const WEBHOOK_CONFIGURATION = 'pod-identity-webhook';

/** The configuration that EKS deploys: the webhook fails open, and a label on the Pod opts out. */
export function webhookConfiguration({
  url,
  ca,
}: {
  /** The URL on which it listens. */
  url: string;
  /** PEM of the authority of its certificate. */
  ca: string;
}): object {
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
        clientConfig: {
          url,
          caBundle: Buffer.from(ca).toString('base64'),
        },
        objectSelector: {
          matchExpressions: [
            {
              key: 'eks.amazonaws.com/skip-pod-identity-webhook',
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
          },
        ],
      },
    ],
  };
}

/** The stand-in for the webhook, a process beside the API server. */
export function localWebhook(settings: LabSettings): object {
  return webhookConfiguration({
    url: `https://127.0.0.1:${settings.ports.webhook}/mutate`,
    ca: readFileSync(keyFile(settings, 'ca.crt'), 'utf8'),
  });
}

/** The objects that the cluster needs before it is used. */
export function firstManifests(settings: LabSettings): object[] {
  return [
    {
      // Anyone may read the issuer's documents, as on EKS.
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: { name: 'lab-issuer-discovery' },
      roleRef: {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'ClusterRole',
        name: 'system:service-account-issuer-discovery',
      },
      subjects: [
        {
          apiGroup: 'rbac.authorization.k8s.io',
          kind: 'Group',
          name: 'system:unauthenticated',
        },
      ],
    },
    localWebhook(settings),
    ...['lab-0', 'lab-1'].map(name => ({
      apiVersion: 'v1',
      kind: 'Node',
      metadata: {
        name,
        labels: {
          'kubernetes.io/hostname': name,
          'kubernetes.io/os': 'linux',
          'kubernetes.io/arch': 'amd64',
        },
      },
    })),
  ];
}
