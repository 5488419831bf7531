import { USER_AGENT } from '../../accounts/AwsClients';
import { CALLED_SERVICES } from '../../accounts/harmlessCalls';
import { TrailFact } from '../../accounts/trail/trailFact';

const MINUTE = 60_000;
/** A call of the portal ends within this time after it was announced. */
const CALL_MS = 30_000;
/** What the portal calls with an old key, in previews and harmless calls. */
const SERVICES = new Set(['s3', ...CALLED_SERVICES]);

/**
 * Whether the portal's own calls can explain a last use. AWS tells it to the minute, so a use by something else in the
 * same minute cannot be told apart; one of another service can.
 *
 * @param used - the last use, milliseconds since the epoch
 * @param ownUses - when the portal announced a call, milliseconds since the epoch
 */
export function isOwnUse(
  used: number,
  ownUses: readonly number[],
  service?: string,
): boolean {
  if (service && !SERVICES.has(service)) {
    return false;
  }
  return ownUses.some(
    at => used >= Math.floor(at / MINUTE) * MINUTE && used <= at + CALL_MS,
  );
}

/**
 * Whether a call that CloudTrail shows was the portal's own: it names itself so, and the portal had announced one. Who has the
 * key can write any user agent, so that alone proves nothing.
 */
export function isOwnCall(
  { at, service, userAgent }: Pick<TrailFact, 'at' | 'service' | 'userAgent'>,
  ownUses: readonly number[],
): boolean {
  const names = (userAgent ?? '').split(/[\s[\]]+/);
  return (
    names.some(name => name.split('/')[0] === USER_AGENT) &&
    isOwnUse(Date.parse(at), ownUses, service)
  );
}
