import { IdentityReader } from './IdentityReader';
import { readRoleNow } from './readIdentitiesNow';
import { readProvider } from './readSnapshot';
import { AccountHandle, IamRole, IamSnapshot } from './types';

/**
 * The same account with one role and one provider as they are now: others may have made, changed or deleted them since its lists were
 * read. Throws AccountError.
 *
 * @param since - lists that were read from then on are new enough, milliseconds since the epoch
 */
export async function withRoleAndProvider(
  account: AccountHandle,
  snapshot: IamSnapshot,
  of: { roleName: string; providerArn: string },
  since: number,
): Promise<IamSnapshot> {
  if (Date.parse(snapshot.asOf) >= since) {
    return snapshot;
  }
  const { roleName, providerArn } = of;
  const isIt = ({ name }: IamRole) =>
    name.toLowerCase() === roleName.toLowerCase();
  const reader = new IdentityReader(account.accountId, account.iam);
  const known = snapshot.roles.find(isIt);
  const [role, provider] = await Promise.all([
    readRoleNow(reader, known?.name ?? roleName),
    readProvider(reader, providerArn),
  ]);
  if (reader.missing.size > 0) {
    // One call for all of them may be allowed where the calls for one are not.
    const { roles, providers, missing } = await account.snapshot({
      maxAgeMs: 0,
      keysMaxAgeMs: Infinity,
    });
    return { ...snapshot, roles, providers, missing };
  }
  return {
    ...snapshot,
    roles: [
      ...snapshot.roles.filter(each => !isIt(each)),
      ...(role ? [role] : []),
    ],
    providers: [
      ...snapshot.providers.filter(({ arn }) => arn !== providerArn),
      ...(provider ? [provider] : []),
    ],
  };
}
