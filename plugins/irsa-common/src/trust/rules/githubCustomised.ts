import { stateOf } from '../issuers/templates';
import { ReviewFinding, TrustReviewContext } from '../types';
import { Is, ownership } from './githubOwners';

/**
 * Claims of which an organisation can make up its subjects.
 * Source: GitHub Docs, "OpenID Connect reference", customising the token claims.
 */
export const ANCHORED = [
  'repository',
  'repository_id',
  'repository_owner',
  'repository_owner_id',
  'enterprise',
  'enterprise_id',
  'job_workflow_ref',
  'workflow_ref',
  'run_id',
];
/** Whoever runs the workflow chooses these, in an organisation of their own too. */
export const CHOSEN = [
  'actor',
  'actor_id',
  'base_ref',
  'context',
  'environment',
  'event_name',
  'head_ref',
  'ref',
  'ref_type',
  'repository_visibility',
  'runner_environment',
  'workflow',
];

/** They say which file of which version runs. */
const OF_WORKFLOWS = ['job_workflow_ref', 'workflow_ref'];
const OF_REPOSITORIES = ['repo', 'repository', 'repository_id', 'run_id'];

/** Claims whose values are names of Git, which have no space. */
const OF_GIT = ['ref', 'base_ref', 'head_ref'];

/**
 * Whether a text is made of claims and their values, in turn; a pull request stands alone. No value has a colon: GitHub encodes
 * it. Names of environments and workflows may have spaces.
 */
export function areClaims(detail: string): boolean {
  const parts = detail.split(':');
  const known = [...ANCHORED, ...CHOSEN];
  for (let at = 0; at < parts.length; at += 1) {
    const claim = parts[at];
    if (claim !== 'pull_request') {
      at += 1;
      const value = parts[at] ?? '';
      const isName = OF_GIT.includes(claim) ? /^\S+$/ : /\S/;
      if (!known.includes(claim) || !isName.test(value)) {
        return false;
      }
    }
  }
  return true;
}

/** What a subject with claims of its own choice says of who may have it. */
export function customised(
  claim: string,
  pattern: string,
  {
    isShared,
    context,
    is,
  }: { isShared: boolean; context: TrustReviewContext; is: Is },
): ReviewFinding[] {
  const value = pattern.slice(claim.length + 1);
  const isPath = /^(repository|job_workflow_ref|workflow_ref)$/.test(claim);
  const named = value.split(isPath ? '/' : ':')[0];
  if (isShared && stateOf(named) !== 'exact') {
    return [
      is(
        'saas-owner-unanchored',
        'critical',
        'exposure',
        `${claim} is not written in full, so others can have a subject that matches.`,
      ),
    ];
  }
  const claims = claimsOf(pattern);
  const repository =
    claim === 'repository' ? claims.get(claim)?.split('/')[1] : undefined;
  const found =
    isShared && (isPath || claim === 'repository_owner')
      ? ownership({ owner: named, repository }, context, is)
      : [];
  if (found.some(({ category }) => category === 'broken')) {
    return found;
  }
  const isOfWorkflow =
    OF_WORKFLOWS.includes(claim) ||
    OF_WORKFLOWS.some(each => isExact(claims.get(each)));
  if (isOfWorkflow) {
    return stateOf(value) === 'exact' ? found : [...found, anyRef(is)];
  }
  if (!OF_REPOSITORIES.some(each => isExact(claims.get(each)))) {
    return [
      ...found,
      is(
        'github-org-wide',
        'medium',
        'exposure',
        'Every repository of the organisation may assume the role.',
      ),
    ];
  }
  return isOneRef(claims) ? found : [...found, anyRef(is)];
}

/** Claims and values of a subject, or of what follows the repository in it, in turn. What is alone has no value. */
export function claimsOf(text: string): Map<string, string> {
  const parts = text.split(':');
  const claims = new Map<string, string>();
  for (let at = 0; at < parts.length; at += 1) {
    const claim = parts[at];
    if (claim === 'pull_request') {
      claims.set(claim, '');
    } else {
      at += 1;
      claims.set(claim, parts[at] ?? '');
    }
  }
  return claims;
}

/** Whether a branch, a tag or an environment is named, or the workflow with its version; whoever may push can choose the rest. */
export function isOneRef(claims: Map<string, string>): boolean {
  return ['ref', 'environment', 'run_id', ...OF_WORKFLOWS].some(claim =>
    isExact(claims.get(claim)),
  );
}

function isExact(value: string | undefined): boolean {
  return value !== undefined && value !== '' && stateOf(value) === 'exact';
}

export function anyRef(is: Is): ReviewFinding {
  return is(
    'github-any-ref',
    'medium',
    'exposure',
    'What the subject leaves open is branches, environments and pull requests.',
  );
}
