import {
  minimisePolicy,
  parsePolicyDocument,
  PlanRequest,
  PolicyDocument,
  policySize,
  Statement,
} from 'backstage-plugin-irsa-common';
import { IamUser } from '../../accounts/types';
import { IdentityDependency, resolveVariables } from './resolveVariables';

/** Characters without white space that a managed policy may have. Source: IAM and AWS STS quotas. */
export const MANAGED_POLICY_QUOTA = 6144;

/** A policy for the role that allows what the user may do today, and reasons why it may not be usable. */
export interface DerivedPolicy {
  document: PolicyDocument;
  /** Characters without white space. */
  size: number;
  /** Names of the user's policies that it was made from. */
  sources: string[];
  /** Policies that could not be parsed. */
  unreadable: string[];
  /** Names of policies that allow everything on everything. */
  administrator: string[];
  unresolved: IdentityDependency[];
  /** Whether the user may assume other roles. */
  assumesRoles: boolean;
}

/** Parity first: only duplicates are dropped. Requested actions are appended. */
export function derivePolicy(
  user: Pick<IamUser, 'name' | 'userId' | 'tags' | 'policies'>,
  additional: PlanRequest['additionalActions'] = [],
): DerivedPolicy {
  const unreadable: string[] = [];
  const administrator: string[] = [];
  const unresolved: IdentityDependency[] = [];
  const documents: PolicyDocument[] = [];
  for (const policy of user.policies) {
    const { document, error } = parsePolicyDocument(policy.document);
    if (error) {
      unreadable.push(policy.name);
      continue;
    }
    if (document.Statement.some(allowsEverything)) {
      administrator.push(policy.name);
    }
    const resolved = resolveVariables(document, user, policy.name);
    unresolved.push(...resolved.unresolved);
    documents.push(resolved.document);
  }
  if (additional.length > 0) {
    documents.push({
      Version: '2012-10-17',
      Statement: additional.map(({ action, resource }) => ({
        Effect: 'Allow',
        Action: action,
        Resource: resource,
      })),
    });
  }
  const document = minimisePolicy(documents);
  return {
    document,
    size: policySize(document),
    sources: user.policies.map(({ name }) => name),
    unreadable,
    administrator,
    unresolved,
    assumesRoles: document.Statement.some(
      ({ Effect, Action }) =>
        Effect === 'Allow' &&
        [Action ?? []]
          .flat()
          .some(action => /^sts:(\*|assumerole)/i.test(action)),
    ),
  };
}

function allowsEverything(statement: Statement): boolean {
  return (
    statement.Effect === 'Allow' &&
    [statement.Action ?? []]
      .flat()
      .some(action => action === '*' || action === '*:*') &&
    [statement.Resource ?? []].flat().includes('*')
  );
}
