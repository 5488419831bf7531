import { evaluateStatements } from './evaluateStatements';
import {
  Evaluation,
  MatchedStatement,
  NamedPolicy,
  RequestContext,
} from './types';

export interface EvaluateRequestOptions {
  /** The caller's own policies: inline, attached, and those of its groups. */
  identity: NamedPolicy[];
  /** Permissions boundary. It limits and never grants. */
  boundary?: NamedPolicy;
  /** Policies passed when the session was made. Together they limit the session. */
  session?: NamedPolicy[];
  /** Policies of the resource, for example of a bucket. */
  resourcePolicies?: NamedPolicy[];
  /** Whether the resource belongs to another account. Both sides must then allow the request. */
  crossAccount?: boolean;
  request: RequestContext;
}

/**
 * Decides a request as IAM does. Source: IAM User Guide, "Policy evaluation logic". A Deny decides first. Otherwise an
 * identity or resource policy must allow the request, and so must the boundary and the session policies. A resource
 * policy that names the user or the session itself is not limited by the other implicit denies of its account.
 */
export function evaluateRequest(options: EvaluateRequestOptions): Evaluation {
  const { request, boundary, session } = options;
  const identity = evaluateStatements(options.identity, request);
  const resource = evaluateStatements(
    options.resourcePolicies ?? [],
    request,
  ).filter(({ principalMatch }) => principalMatch !== undefined);
  const limit = boundary && evaluateStatements([boundary], request);
  const passed = session && evaluateStatements(session, request);

  const denies = [
    ...identity,
    ...(limit ?? []),
    ...(passed ?? []),
    ...resource,
  ].filter(isDeny);
  if (denies.length > 0) {
    return {
      decision: 'explicitDeny',
      matched: denies,
      reason: 'explicit-deny',
    };
  }

  const identityAllows = identity.filter(isAllow);
  const resourceAllows = resource.filter(isAllow);
  if (options.crossAccount && resourceAllows.length === 0) {
    return implicitDeny('resource-policy', identityAllows);
  }
  const direct = resourceAllows.filter(
    ({ principalMatch }) => principalMatch === 'exact',
  );
  if (!options.crossAccount && direct.length > 0) {
    return { decision: 'allowed', matched: direct, reason: 'allow' };
  }

  // A resource policy that names the account's root leaves the decision to the account's identity policies.
  const grants = options.crossAccount
    ? identityAllows
    : [
        ...identityAllows,
        ...resourceAllows.filter(
          ({ principalMatch }) => principalMatch !== 'account',
        ),
      ];
  if (grants.length === 0) {
    return implicitDeny('no-matching-allow', []);
  }
  if (limit && !limit.some(isAllow)) {
    return implicitDeny('boundary', grants);
  }
  if (passed && !passed.some(isAllow)) {
    return implicitDeny('session-policy', grants);
  }
  return {
    decision: 'allowed',
    matched: [...grants, ...(options.crossAccount ? resourceAllows : [])],
    reason: 'allow',
  };
}

function implicitDeny(
  reason: Evaluation['reason'],
  matched: MatchedStatement[],
): Evaluation {
  return { decision: 'implicitDeny', matched, reason };
}

export function isAllow({ effect }: MatchedStatement): boolean {
  return effect === 'Allow';
}

export function isDeny({ effect }: MatchedStatement): boolean {
  return effect === 'Deny';
}
