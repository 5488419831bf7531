import { Scope } from '../sigv4/signingKeys';
import { Caller } from './Caller';

/** Every signed call moves the last use of its key or role, whether it is then allowed or not. */
export function recordUse(
  caller: Caller,
  { service, region }: Scope,
  date: number,
): void {
  const use = { date, service, region };
  if (caller.key) caller.key.lastUsed = use;
  if (caller.session) caller.session.role.lastUsed = { date, region };
  (caller.user ?? caller.session?.role)?.serviceUse.set(service, use);
}
