import {
  ChainRole,
  NamedPolicy,
  parsePolicyDocument,
  TrustReviewContext,
} from 'backstage-plugin-irsa-common';
import { BOUNDARY_READS, POLICY_LISTS } from '../../accounts/policyReads';
import { IamRole, IamSnapshot } from '../../accounts/types';

/** A role of a snapshot as the search for chains wants it. */
export function chainRole(
  role: IamRole,
  { accountId, missing }: Pick<IamSnapshot, 'accountId' | 'missing'>,
  context: TrustReviewContext,
): ChainRole {
  return {
    arn: role.arn,
    name: role.name,
    accountId,
    trust: role.trustPolicy,
    context,
    // A policy that is listed and could not be read has no document.
    policies: POLICY_LISTS.role.some(call => missing.includes(call))
      ? undefined
      : parsed(role),
    // Where it is not known, there may be one, and nothing is certain.
    hasBoundary:
      role.boundaryArn !== undefined || missing.includes(BOUNDARY_READS.role),
  };
}

/** Undefined when one of them was not read or not understood. */
function parsed({ policies }: IamRole): NamedPolicy[] | undefined {
  const read = policies.map(({ name, document }) => ({
    name,
    document: parsePolicyDocument(document).document,
  }));
  return read.every((each): each is NamedPolicy => each.document !== undefined)
    ? read
    : undefined;
}
