import { Sha256 } from '@aws-crypto/sha256-js';
import { AwsCredentialIdentity } from '@aws-sdk/types';
import { SignatureV4 } from '@smithy/signature-v4';
import { awsDomain } from '../shared/awsDomain';

/**
 * A bearer token for an EKS API server: a presigned STS GetCallerIdentity, valid for 15 minutes.
 * https://github.com/kubernetes-sigs/aws-iam-authenticator#api-authorization-from-outside-a-cluster
 *
 * @param endpoint - STS endpoint; the region's own when absent
 */
export async function eksToken(options: {
  clusterName: string;
  region: string;
  credentials: AwsCredentialIdentity;
  endpoint?: string;
}): Promise<string> {
  const { clusterName, region, credentials } = options;
  const endpoint = new URL(
    options.endpoint ?? `https://sts.${region}.${awsDomain(region)}`,
  );
  const signer = new SignatureV4({
    service: 'sts',
    region,
    credentials,
    sha256: Sha256,
  });
  const signed = await signer.presign(
    {
      method: 'GET',
      protocol: endpoint.protocol,
      hostname: endpoint.hostname,
      port: endpoint.port ? Number(endpoint.port) : undefined,
      path: '/',
      query: { Action: 'GetCallerIdentity', Version: '2011-06-15' },
      headers: { host: endpoint.host, 'x-k8s-aws-id': clusterName },
    },
    // The maximum that the authenticator on the server accepts. The token itself lives for 15 minutes.
    { expiresIn: 60, unhoistableHeaders: new Set(['x-k8s-aws-id']) },
  );
  const url = new URL(signed.path, endpoint);
  for (const [name, value] of Object.entries(signed.query ?? {})) {
    url.searchParams.set(name, String(value));
  }
  return `k8s-aws-v1.${Buffer.from(url.toString()).toString('base64url')}`;
}
