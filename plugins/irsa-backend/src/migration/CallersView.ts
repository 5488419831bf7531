import { NotFoundError } from '@backstage/errors';
import {
  KeyCallers as Shown,
  workloadId,
  WorkloadRef,
} from 'backstage-plugin-irsa-common';
import { Inventory } from '../inventory/types';
import { CallersSeen } from './callers/KeyCallers';
import { historyFrom, RoleCallers } from './callers/RoleCallers';
import { EngineParts } from './engine/createStepContext';

/** How old a look may be that somebody asks for. */
const SEEN_MS = 10 * 60_000;
const MOST_CALLERS = 50;

/** Source: CloudTrail User Guide, "How CloudTrail works", "Logging data events"; CloudTrail API, LookupEvents. */
const TRAIL_LIMITS =
  'CloudTrail shows management events of the last 90 days in the regions that are read, some minutes late. Calls on data, such as objects in S3, messages of queues and items of tables, are not among them, nor are those of a session that was made with the key: only the call that made it. So a call that is not listed may have been made all the same.';

/** Source: IAM User Guide, "Logging IAM and AWS STS API calls with AWS CloudTrail". */
const ROLE_LIMITS =
  'CloudTrail shows who asked STS for this role in the last 90 days, in the regions that are read, some minutes late: at most the 500 latest events that name the role in each. A session that began before is not among them, nor is what was done with a session. So a role that nobody is listed for may be in use all the same.';

/** Who called with the key of a workload, or became a role, for somebody who may act on it. */
export class CallersView {
  constructor(
    private readonly parts: Pick<EngineParts, 'store' | 'callers' | 'now'>,
    private readonly inventory: Pick<Inventory, 'get'>,
    private readonly roles: Pick<RoleCallers, 'look'>,
  ) {}

  /** Throws NotFoundError when the workload neither has nor had the key, or its account is not known. */
  async of(ref: WorkloadRef, fingerprint: string): Promise<Shown> {
    const { key, accountId, since } = await this.find(ref, fingerprint);
    const seen = await this.parts.callers.look(key, accountId, since, SEEN_MS);
    return shown(seen, TRAIL_LIMITS);
  }

  /** Who became a role, of its 90 days in CloudTrail. */
  async ofRole(accountId: string, roleArn: string): Promise<Shown> {
    return shown(await this.roles.look(accountId, roleArn), ROLE_LIMITS);
  }

  /** The key as its migration left it, since the switch; or as the workload has it, for as long as CloudTrail remembers. */
  private async find(ref: WorkloadRef, fingerprint: string) {
    const { store, now } = this.parts;
    const id = workloadId(ref);
    const record = (await store.ofKey(fingerprint)).find(
      ({ workloadId: of, state }) => of === id && state.soak,
    );
    const { key, accountId } = record?.execution ?? {};
    const startedAt = record?.state.soak?.startedAt;
    if (key && accountId && startedAt) {
      return { key, accountId, since: Date.parse(startedAt) };
    }
    const { keys } = await this.inventory.get(ref);
    const held = keys.find(each => each.fingerprint === fingerprint);
    if (!held?.accountId || !held.userName) {
      throw new NotFoundError(
        held
          ? 'The account of this key is not known, so CloudTrail cannot be asked who calls with it. Let the portal read the account.'
          : `${id} has no key ${fingerprint}, and no soaking migration of it has left one. Scan again.`,
      );
    }
    return {
      key: { fingerprint, userName: held.userName },
      accountId: held.accountId,
      since: historyFrom(now()),
    };
  }
}

function shown(seen: CallersSeen | undefined, limits: string): Shown {
  if (!seen) {
    return {
      isConnected: false,
      limits,
      regions: [],
      others: [],
      moreOthers: 0,
      own: [],
    };
  }
  const { others, own, ...reading } = seen;
  return {
    isConnected: true,
    limits,
    ...reading,
    others: others.slice(0, MOST_CALLERS),
    moreOthers: Math.max(0, others.length - MOST_CALLERS),
    own: own.slice(0, MOST_CALLERS),
  };
}
