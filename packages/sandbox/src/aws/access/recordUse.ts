import { PendingUses } from '../model/PendingUses';
import { Scope } from '../sigv4/signingKeys';
import { Caller } from './Caller';

/**
 * Every signed call updates the last use of its key or role, even when it is then denied. The current entity is
 * updated, because the caller may hold an older state of it.
 */
export function recordUse(
  caller: Caller,
  scope: Scope,
  date: number,
  pending: PendingUses,
): void {
  pending.add(
    [caller.account.id, caller.accessKeyId, scope.service].join('/'),
    date,
    () => write(caller, scope, date),
  );
}

function write(caller: Caller, { service, region }: Scope, date: number): void {
  const use = { date, service, region };
  const { account } = caller;
  if (caller.kind === 'root' && caller.key) {
    caller.key.lastUsed = use;
  }
  const user = caller.user && account.users.get(caller.user.name);
  if (user && user.id === caller.user?.id) {
    const key = user.accessKeys.find(
      ({ accessKeyId }) => accessKeyId === caller.accessKeyId,
    );
    if (key) {
      key.lastUsed = use;
    }
    user.serviceUse.set(service, use);
  }
  const role = caller.role && account.roles.get(caller.role.name);
  if (role && role.id === caller.role?.id) {
    role.lastUsed = { date, region };
    role.serviceUse.set(service, use);
  }
}
