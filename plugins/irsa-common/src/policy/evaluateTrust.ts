import { isAllow, isDeny } from './evaluateRequest';
import { evaluateStatements } from './evaluateStatements';
import { ContextValues, Evaluation, PolicyDocument, Principal } from './types';

export interface TrustRequest {
  principal: Principal;
  /** For example `sts:AssumeRoleWithWebIdentity`. */
  action: string;
  /** For a Kubernetes token: `<issuer without https://>:sub` and `:aud`. */
  context: ContextValues;
}

/**
 * Whether a role's trust policy allows the principal to do this. Identity policies of the caller are not considered.
 */
export function evaluateTrust(
  document: PolicyDocument,
  request: TrustRequest,
): Evaluation {
  const matched = evaluateStatements(
    [{ name: 'trust', document }],
    { ...request, resource: '*' },
    { ignoreResource: true },
  ).filter(({ principalMatch }) => principalMatch !== undefined);
  const denies = matched.filter(isDeny);
  if (denies.length > 0) {
    return {
      decision: 'explicitDeny',
      matched: denies,
      reason: 'explicit-deny',
    };
  }
  const allows = matched.filter(isAllow);
  return allows.length > 0
    ? { decision: 'allowed', matched: allows, reason: 'allow' }
    : { decision: 'implicitDeny', matched: [], reason: 'no-matching-allow' };
}
