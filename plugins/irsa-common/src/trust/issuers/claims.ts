/**
 * Claims of tokens that STS offers to conditions.
 * Source: Service Authorization Reference, "Condition keys for AWS Security Token Service"; IAM User Guide, "IAM and AWS STS condition
 * context keys", available keys for OIDC federation.
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

/** Issuers whose own service only has them: GitLab of one's own has none of these. */
const OF_SERVICES = new Map([
  ['graph.facebook.com', ['app_id', 'id']],
  ['www.amazon.com', ['app_id', 'user_id']],
  [
    'gitlab.com',
    [
      'namespace_id',
      'pipeline_source',
      'project_id',
      'ref_protected',
      'runner_environment',
      'user_access_level',
      'user_email',
      'user_id',
      'user_login',
    ],
  ],
  [
    'agent.buildkite.com',
    [
      'build_branch',
      'cluster_id',
      'cluster_name',
      'organization_id',
      'organization_slug',
      'pipeline_id',
      'pipeline_slug',
    ],
  ],
]);

/**
 * Beginnings of subjects. A token is for a service, so none has such an audience: whoever asks for one has taken one claim for the other.
 */
const OF_SUBJECTS =
  /^(system:serviceaccounts?|repo|repository_owner|project_path|organization:[^:]*:(project|workspace|pipeline)):/;

/** Whether a text under `aud` was meant for `sub`. */
export function isSubjectForm(text: string): boolean {
  return OF_SUBJECTS.test(text);
}

/** Claims of every token that are about the token itself; STS offers none of them. */
const NEVER = ['iss', 'exp', 'iat', 'nbf', 'jti'];

const WITH_MORE_CLAIMS =
  /^(accounts\.google\.com|identity\.oraclecloud\.com|[^/]*\.oraclecloud\.com)/;

/** CircleCI's own claims have its address in their name. */
const CIRCLECI_HOST = /^oidc\.circleci\.com\//;
const CIRCLECI_CLAIM = /^oidc\.circleci\.com\/[a-z-]+$/;

/** Of CircleCI, the project whose job it is. */
export const CIRCLECI_PROJECT = 'oidc.circleci.com/project-id';

/** The only claim that is a number. */
export const ORGANISATION_OF_GOOGLE = 'google/organization_number';

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
  if (host === 'accounts.google.com' && claim === ORGANISATION_OF_GOOGLE) {
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
    OF_SERVICES.get(host)?.includes(claim);
  return isOffered ? 'depends' : 'never';
}

/** GitHub's own service, an enterprise's addresses at it, a tenant at ghe.com, or an Enterprise Server. */
export function isGitHubHost(host: string): boolean {
  return (
    /^token\.actions\.githubusercontent\.com(\/[^/]+)?$/.test(host) ||
    /^github\.com\/enterprises\/[^/]+$/.test(host) ||
    /^token\.actions\.[a-z0-9-]+\.ghe\.com$/.test(host) ||
    /\/_services\/token$/.test(host)
  );
}
