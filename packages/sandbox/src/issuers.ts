/**
 * Where the discovery document of an OpenID Connect issuer is really served. A sandbox cluster calls itself
 * `https://oidc.eks.<region>.amazonaws.com/id/<ID>`, as on EKS, while it listens on loopback; STS looks up the address
 * here. Issuers that are not listed are fetched at their own URL.
 */
export interface IssuerAddress {
  /** For example `https://127.0.0.1:6443`; `/.well-known/openid-configuration` is appended. */
  baseUrl: string;
  /** PEM of the certificate authority that signed its server certificate. */
  ca?: string;
}

export type IssuerResolver = (issuer: string) => IssuerAddress | undefined;
