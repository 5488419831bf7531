import { JsonObject } from '../types';

const WEBHOOK_CONFIGURATION = 'pod-identity-webhook';

/** The configuration that EKS deploys, with another port. The webhook fails open, and a label on the Pod opts out. */
export function webhookConfiguration(url: string, caPem: string): JsonObject {
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
          caBundle: Buffer.from(caPem).toString('base64'),
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
            scope: '*',
          },
        ],
      },
    ],
  };
}
