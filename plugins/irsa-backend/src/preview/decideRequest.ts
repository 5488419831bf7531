import {
  evaluateRequest,
  Evaluation,
  NamedPolicy,
  PolicyDocument,
} from 'backstage-plugin-irsa-common';
import { AttachedPolicy } from '../accounts/types';

export interface IdentityPolicies {
  /** ARN of the user or of the role. */
  arn: string;
  /** `user portal-images` or `role irsa-production-test`. */
  title: string;
  policies: AttachedPolicy[];
  /** Names of policies that were not read or not understood, and calls that IAM refused, so that some are not even named. */
  unread?: string[];
  boundary?: AttachedPolicy;
  /** ARN of its permissions boundary, where that could not be read. */
  unreadBoundary?: string;
}

/** What the policies of an identity say of one action on one resource. Those of the resource are not looked at. Pure. */
export function decideRequest(
  identity: IdentityPolicies,
  action: string,
  resource: string,
): Evaluation {
  return evaluateRequest({
    identity: identity.policies.map(named),
    boundary: identity.boundary && named(identity.boundary),
    request: {
      principal: { type: 'AWS', value: identity.arn },
      action,
      resource,
      context: {},
    },
  });
}

function named({ name, document }: AttachedPolicy): NamedPolicy {
  const { Statement, ...rest } = document as PolicyDocument;
  return {
    name,
    document: {
      ...rest,
      Statement: Array.isArray(Statement) ? Statement : [Statement],
    },
  };
}
