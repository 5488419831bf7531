import { AccountRegistry } from '../../accounts/types';
import { HISTORY_MS } from '../../accounts/trail/AccountTrail';
import { callersOf } from '../../accounts/trail/callersOf';
import { isOwnCall } from './ownUse';
import { OwnUses } from './OwnUses';
import { CallersSeen } from './KeyCallers';

const SEEN_MS = 10 * 60_000;

/** Calls of STS that give a session of a role. Source: STS API reference, AssumeRole…; EKS User Guide, "How EKS Pod Identity works". */
const BECOMES = /^AssumeRole/;

/** Reads who became a role, where CloudTrail is connected, and tells the portal's own tries apart. */
export class RoleCallers {
  constructor(
    private readonly accounts: Pick<AccountRegistry, 'get' | 'has'>,
    private readonly ownUses: OwnUses,
    private readonly now: () => number,
  ) {}

  /** Undefined where CloudTrail is not connected. What AWS refuses is not known, with the reason; throws only for the database. */
  async look(
    accountId: string,
    roleArn: string,
  ): Promise<CallersSeen | undefined> {
    const { accounts } = this;
    const trail = accounts.has(accountId)
      ? accounts.get(accountId).trail
      : undefined;
    if (!trail) {
      return undefined;
    }
    const [{ facts, ...reading }, ownUses] = await Promise.all([
      trail.read(
        { by: 'ResourceName', value: roleArn },
        { since: historyFrom(this.now()), maxAgeMs: SEEN_MS },
      ),
      this.ownUses.ofRole(roleArn),
    ]);
    const became = facts.filter(
      ({ service, action }) => service === 'sts' && BECOMES.test(action),
    );
    const own = became.filter(fact => isOwnCall(fact, ownUses));
    return {
      ...reading,
      own: callersOf(own),
      others: callersOf(became.filter(fact => !own.includes(fact))),
    };
  }
}

/** The same for some minutes, so that looks are shared. */
export function historyFrom(now: number): number {
  return Math.floor((now - HISTORY_MS) / SEEN_MS + 1) * SEEN_MS;
}
