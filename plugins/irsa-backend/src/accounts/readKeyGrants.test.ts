import { KMSClient, ListGrantsCommandInput } from '@aws-sdk/client-kms';
import { readKeyGrants } from './readKeyGrants';

const USER = 'arn:aws:iam::111122223333:user/orders';
const ROLE = 'arn:aws:iam::111122223333:role/orders';
const SERVICE = 'rds.eu-west-1.amazonaws.com';

/** A key with these grants, one on each page, and what was asked of it. */
function keyWith(...grants: [string, string][]) {
  const asked: (string | undefined)[] = [];
  const client = {
    send: async ({ input }: { input: ListGrantsCommandInput }) => {
      const { GranteePrincipal, Marker = '0' } = input;
      asked.push(GranteePrincipal);
      const found = grants.filter(
        ([grantee]) => grantee === (GranteePrincipal ?? grantee),
      );
      const at = Number(Marker);
      return {
        Grants: found.slice(at, at + 1).map(([grantee, operation]) => ({
          GranteePrincipal: grantee,
          Operations: [operation],
        })),
        NextMarker: at + 1 < found.length ? String(at + 1) : undefined,
      };
    },
  } as unknown as KMSClient;
  return {
    asked,
    read: () => readKeyGrants(client, 'key', { user: USER, role: ROLE }),
  };
}

describe('grants of a KMS key', () => {
  it('of others are not read when the user has none', async () => {
    const { asked, read } = keyWith(
      [SERVICE, 'Decrypt'],
      [SERVICE, 'Encrypt'],
      [SERVICE, 'CreateGrant'],
    );
    expect(await read()).toEqual([]);
    expect(asked).toEqual([USER]);
  });

  it('are those of the user that the role does not have', async () => {
    const { read } = keyWith(
      [SERVICE, 'CreateGrant'],
      [USER, 'Encrypt'],
      [USER, 'Decrypt'],
      [ROLE, 'Encrypt'],
    );
    expect(await read()).toEqual(['Decrypt']);
  });
});
