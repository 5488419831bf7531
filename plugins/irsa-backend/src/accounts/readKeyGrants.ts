import {
  GrantListEntry,
  KMSClient,
  ListGrantsCommand,
} from '@aws-sdk/client-kms';
import { allPages } from './IdentityReader';

/** The right that reads the grants of a KMS key. */
export const GRANTS_RIGHT = 'kms:ListGrants';
/** The most that AWS gives in one answer. */
const PAGE = 100;

/** Who has grants, and who is to have them. ARNs. */
export interface Grantees {
  user: string;
  /** It need not be there yet. */
  role: string;
}

/**
 * Operations that grants of a KMS key allow the user and not the role; some of them perhaps under constraints. A key may have thousands
 * of grants for services of AWS, so only those of the user are asked for, and all only when there are any: for a role that is not there,
 * AWS may refuse to look. Throws what the SDK throws. https://docs.aws.amazon.com/kms/latest/APIReference/API_ListGrants.html
 *
 * @param keyArn - of the key; an alias will not do
 */
export async function readKeyGrants(
  client: KMSClient,
  keyArn: string,
  { user, role }: Grantees,
): Promise<string[]> {
  const grants = (GranteePrincipal?: string) =>
    allPages(
      async Marker => {
        const { Grants, NextMarker } = await client.send(
          new ListGrantsCommand({
            KeyId: keyArn,
            Marker,
            Limit: PAGE,
            GranteePrincipal,
          }),
        );
        return { Grants, Marker: NextMarker };
      },
      page => page.Grants,
    );
  const ofUser = operationsFor(user, await grants(user));
  if (ofUser.length === 0) {
    return [];
  }
  const ofRole = operationsFor(role, await grants());
  return ofUser.filter(operation => !ofRole.includes(operation));
}

function operationsFor(
  principal: string,
  grants: readonly GrantListEntry[],
): string[] {
  const operations = grants
    .filter(({ GranteePrincipal }) => GranteePrincipal === principal)
    .flatMap(({ Operations = [] }): string[] => Operations);
  return [...new Set(operations)].sort();
}
