/**
 * Issuers that sign for many organisations. Without a test of the subject, all of their customers may assume the role.
 */
const issuers = [
  'token.actions.githubusercontent.com',
  'vstoken.actions.githubusercontent.com',
  'oidc-configuration.audit-log.githubusercontent.com',
  'gitlab.com',
  'app.terraform.io',
  'agent.buildkite.com',
  'oidc.codefresh.io',
  'studio.datachain.ai/api',
  'scalr.io',
  'tokens.cloud.shisho.dev',
  'proidc.upbound.io',
];

export function isSharedIssuer(host: string): boolean {
  return issuers.some(
    issuer => host === issuer || host.startsWith(`${issuer}/`),
  );
}

/** Issuers of Kubernetes clusters whose subjects have the form of ServiceAccounts. */
export function isClusterIssuer(
  host: string,
  clusters: { issuer: string }[] = [],
): boolean {
  return (
    /^oidc\.eks\.[a-z0-9-]+\.amazonaws\.com(\.cn)?\/id\//.test(host) ||
    clusters.some(({ issuer }) => issuer.replace(/^https:\/\//, '') === host)
  );
}
