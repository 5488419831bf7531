/**
 * Claims of tokens that STS offers to conditions.
 * Source: IAM User Guide, "IAM and AWS STS condition context keys", available keys for OIDC federation; AWS What's New, January 2026
 * (claims of GitHub, Google, CircleCI and Oracle Cloud).
 */
const EVERYWHERE = ['sub', 'aud', 'amr', 'oaud', 'email'];

/** Issuers none of whose tokens is about a person. */
const WITHOUT_PEOPLE =
  /^oidc[.-]eks\.[a-z0-9-]+\.(amazonaws\.com(\.cn)?|api\.aws|api\.amazonwebservices\.com\.cn)\/id\//;
const OF_PEOPLE = ['amr', 'oaud', 'email'];

const GITHUB = [
  'actor',
  'actor_id',
  'job_workflow_ref',
  'repository',
  'repository_id',
  'repository_owner_id',
  'workflow',
  'ref',
  'environment',
  'enterprise_id',
];

const OF_APPLICATIONS = new Map([
  ['graph.facebook.com', ['app_id', 'id']],
  ['www.amazon.com', ['app_id', 'user_id']],
]);

/** Claims of every token that are about the token itself; STS offers none of them. */
const NEVER = ['iss', 'exp', 'iat', 'nbf', 'jti'];

const WITH_MORE_CLAIMS =
  /^(accounts\.google\.com|identity\.oraclecloud\.com|[^/]*\.oraclecloud\.com)/;

/** CircleCI's own claims have its address in their name. */
const CIRCLECI_HOST = /^oidc\.circleci\.com\//;
const CIRCLECI_CLAIM = /^oidc\.circleci\.com\/[a-z-]+$/;

/** Of CircleCI, the project whose job it is. */
export const CIRCLECI_PROJECT = 'oidc.circleci.com/project-id';

/** GitHub's claims that say whose workflow it is and that nobody else can choose. */
export const GITHUB_BINDING_CLAIMS = [
  'repository',
  'repository_id',
  'repository_owner_id',
  'job_workflow_ref',
  'enterprise_id',
];

export function claimPresence(
  host: string,
  claim: string,
): 'depends' | 'never' {
  if (CIRCLECI_HOST.test(host) && CIRCLECI_CLAIM.test(claim)) {
    return 'depends';
  }
  if (NEVER.includes(claim) || claim.includes('/')) {
    return 'never';
  }
  if (
    OF_PEOPLE.includes(claim) &&
    (WITHOUT_PEOPLE.test(host) || isGitHubHost(host))
  ) {
    return 'never';
  }
  const isOffered =
    EVERYWHERE.includes(claim) ||
    WITH_MORE_CLAIMS.test(host) ||
    (isGitHubHost(host) && GITHUB.includes(claim)) ||
    OF_APPLICATIONS.get(host)?.includes(claim);
  return isOffered ? 'depends' : 'never';
}

/** GitHub's own service, an enterprise's address at it, a tenant at ghe.com, or an Enterprise Server. */
export function isGitHubHost(host: string): boolean {
  return (
    /^token\.actions\.githubusercontent\.com(\/[^/]+)?$/.test(host) ||
    /^token\.actions\.[a-z0-9-]+\.ghe\.com$/.test(host) ||
    /\/_services\/token$/.test(host)
  );
}
