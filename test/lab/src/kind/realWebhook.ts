import { webhookConfiguration } from '../controlPlane/manifests';

const NAME = 'pod-identity-webhook';
const NAMESPACE = 'kube-system';
const IMAGE = 'amazon/amazon-eks-pod-identity-webhook:v0.6.9';

/** The name under which the API server calls the webhook. The certificate must contain it. */
export const WEBHOOK_HOST = `${NAME}.${NAMESPACE}.svc`;

export interface WebhookCertificate {
  /** PEM, all three. */
  ca: string;
  certificate: string;
  key: string;
}

const base64 = (text: string) => Buffer.from(text).toString('base64');

/**
 * The webhook that EKS runs, from its own image, with a certificate of the lab.
 * Source: https://github.com/aws/amazon-eks-pod-identity-webhook/tree/master/deploy
 */
export function realWebhook({
  ca,
  certificate,
  key,
}: WebhookCertificate): object[] {
  const metadata = { name: NAME, namespace: NAMESPACE };
  const labels = { app: NAME };
  const role = { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole' };
  const { webhooks, ...configuration } = webhookConfiguration({
    url: '',
    ca,
  }) as { webhooks: object[] };
  return [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: { name: NAME },
      rules: [
        {
          apiGroups: [''],
          resources: ['serviceaccounts'],
          verbs: ['get', 'list', 'watch'],
        },
      ],
    },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: { name: NAME },
      roleRef: { ...role, name: NAME },
      subjects: [{ kind: 'ServiceAccount', ...metadata }],
    },
    {
      // Anyone may read the issuer's documents, as on EKS.
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: { name: 'lab-issuer-discovery' },
      roleRef: { ...role, name: 'system:service-account-issuer-discovery' },
      subjects: [
        {
          apiGroup: 'rbac.authorization.k8s.io',
          kind: 'Group',
          name: 'system:unauthenticated',
        },
      ],
    },
    {
      apiVersion: 'v1',
      kind: 'Secret',
      type: 'kubernetes.io/tls',
      metadata,
      data: { 'tls.crt': base64(certificate), 'tls.key': base64(key) },
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata,
      spec: { selector: labels, ports: [{ port: 443, targetPort: 8443 }] },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata,
      spec: {
        replicas: 1,
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: {
            serviceAccountName: NAME,
            containers: [
              {
                name: NAME,
                image: IMAGE,
                command: [
                  '/webhook',
                  '--in-cluster=false',
                  '--port=8443',
                  `--namespace=${NAMESPACE}`,
                  `--service-name=${NAME}`,
                  '--annotation-prefix=eks.amazonaws.com',
                  '--token-audience=sts.amazonaws.com',
                  '--tls-cert=/etc/webhook/certs/tls.crt',
                  '--tls-key=/etc/webhook/certs/tls.key',
                  '--logtostderr',
                ],
                volumeMounts: [
                  {
                    name: 'certificate',
                    mountPath: '/etc/webhook/certs',
                    readOnly: true,
                  },
                ],
              },
            ],
            volumes: [{ name: 'certificate', secret: { secretName: NAME } }],
          },
        },
      },
    },
    {
      ...configuration,
      webhooks: webhooks.map(webhook => ({
        ...webhook,
        clientConfig: {
          service: { ...metadata, path: '/mutate' },
          caBundle: base64(ca),
        },
      })),
    },
  ];
}
