import { Sha256 } from '@aws-crypto/sha256-js';
import { AwsCredentialIdentity } from '@aws-sdk/types';
import { SignatureV4 } from '@smithy/signature-v4';
import { awsDomain } from '../shared/awsDomain';

const TIMEOUT_MS = 15_000;

/** One request to the EKS API, signed. Throws what `fetch` throws. https://docs.aws.amazon.com/eks/latest/APIReference/ */
export async function eksRequest(options: {
  /** Default `GET`. */
  method?: 'GET' | 'POST' | 'DELETE';
  path: string;
  query?: Record<string, string>;
  /** Sent as JSON. */
  body?: unknown;
  region: string;
  /** Replaces AWS's own endpoint. */
  endpoint?: string;
  credentials: AwsCredentialIdentity;
}): Promise<Response> {
  const {
    method = 'GET',
    path,
    query = {},
    region,
    endpoint,
    credentials,
  } = options;
  const body =
    options.body === undefined ? undefined : JSON.stringify(options.body);
  const url = new URL(
    path,
    endpoint ?? `https://eks.${region}.${awsDomain(region)}`,
  );
  const signer = new SignatureV4({
    service: 'eks',
    region,
    credentials,
    sha256: Sha256,
  });
  const { headers } = await signer.sign({
    method,
    protocol: url.protocol,
    hostname: url.hostname,
    path: url.pathname,
    query,
    headers: {
      host: url.host,
      ...(body && { 'content-type': 'application/json' }),
    },
    body,
  });
  url.search = new URLSearchParams(query).toString();
  return fetch(url, {
    method,
    headers,
    body,
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
}
