import {
  ChainRole,
  NamedPolicy,
  parsePolicyDocument,
  TrustReviewContext,
} from 'backstage-plugin-irsa-common';
import { IamRole, IamSnapshot } from '../../accounts/types';

/** Without these rights, the list of a role's policies may be incomplete. */
const NEEDED =
  /^iam:(Get(Policy|PolicyVersion|RolePolicy)|List(Attached)?RolePolicies)$/;

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
    policies: missing.some(action => NEEDED.test(action))
      ? undefined
      : parsed(role),
    hasBoundary: role.boundaryArn !== undefined,
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
