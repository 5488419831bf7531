import { KMSClient, ListGrantsCommand } from '@aws-sdk/client-kms';
import { allPages } from './IdentityReader';

/** The right that reads the grants of a KMS key. */
export const GRANTS_RIGHT = 'kms:ListGrants';

/**
 * Operations that grants of a KMS key allow these principals, by principal; some of them perhaps under constraints. Throws what the SDK
 * throws. https://docs.aws.amazon.com/kms/latest/APIReference/API_ListGrants.html
 *
 * @param keyArn - of the key; an alias will not do
 */
export async function readKeyGrants(
  client: KMSClient,
  keyArn: string,
  principals: readonly string[],
): Promise<Map<string, string[]>> {
  const grants = await allPages(
    async Marker => {
      const { Grants, NextMarker } = await client.send(
        new ListGrantsCommand({ KeyId: keyArn, Marker }),
      );
      return { Grants, Marker: NextMarker };
    },
    page => page.Grants,
  );
  return new Map(
    principals.map(principal => [
      principal,
      [
        ...new Set(
          grants
            .filter(({ GranteePrincipal }) => GranteePrincipal === principal)
            .flatMap(({ Operations = [] }) => Operations as string[]),
        ),
      ].sort(),
    ]),
  );
}
