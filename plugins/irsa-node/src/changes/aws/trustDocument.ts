import { createHash } from 'node:crypto';

/** Eight hex digits that identify this issuer, namespace and ServiceAccount. */
export function identityHash(
  issuer: string,
  namespace: string,
  serviceAccount: string,
): string {
  return createHash('sha256')
    .update([issuer, namespace, serviceAccount].join('\n'))
    .digest('hex')
    .slice(0, 8);
}

/**
 * Trust for exactly one ServiceAccount of one cluster: audience and subject under StringEquals.
 * Source: Amazon EKS User Guide, "Assign IAM roles to Kubernetes service accounts".
 */
export function trustDocumentOf(options: {
  providerArn: string;
  issuer: string;
  audience: string;
  namespace: string;
  serviceAccount: string;
}): string {
  const { providerArn, issuer, audience, namespace, serviceAccount } = options;
  const host = issuer.replace(/^https:\/\//, '');
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: `Irsa${identityHash(issuer, namespace, serviceAccount)}`,
        Effect: 'Allow',
        Principal: { Federated: providerArn },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: {
          StringEquals: {
            [`${host}:aud`]: audience,
            [`${host}:sub`]: `system:serviceaccount:${namespace}:${serviceAccount}`,
          },
        },
      },
    ],
  });
}
