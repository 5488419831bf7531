import { NotFoundError } from '@backstage/errors';
import {
  KeyCallers as Shown,
  workloadId,
  WorkloadRef,
} from 'backstage-plugin-irsa-common';
import { HISTORY_MS } from '../accounts/trail/AccountTrail';
import { Inventory } from '../inventory/types';
import { EngineParts } from './engine/createStepContext';

/** How old a look may be that somebody asks for. */
const SEEN_MS = 10 * 60_000;
const MOST_CALLERS = 50;

/** Source: CloudTrail User Guide, "How CloudTrail works", "Logging data events"; CloudTrail API, LookupEvents. */
export const TRAIL_LIMITS =
  'CloudTrail shows management events of the last 90 days in the regions that are read, some minutes late. Calls on data, such as objects in S3, messages of queues and items of tables, are not among them, nor are those of a session that was made with the key: only the call that made it. So a call that is not listed may have been made all the same.';

/** Who called with the key of a workload, for somebody who may act on it. */
export class CallersView {
  constructor(
    private readonly parts: Pick<EngineParts, 'store' | 'callers' | 'now'>,
    private readonly inventory: Pick<Inventory, 'get'>,
  ) {}

  /** Throws NotFoundError when the workload neither has nor had the key, or its account is not known. */
  async of(ref: WorkloadRef, fingerprint: string): Promise<Shown> {
    const { key, accountId, since } = await this.find(ref, fingerprint);
    const seen = await this.parts.callers.look(key, accountId, since, SEEN_MS);
    if (!seen) {
      return {
        isConnected: false,
        limits: TRAIL_LIMITS,
        regions: [],
        others: [],
        moreOthers: 0,
        own: [],
      };
    }
    const { others, own, ...reading } = seen;
    return {
      isConnected: true,
      limits: TRAIL_LIMITS,
      ...reading,
      others: others.slice(0, MOST_CALLERS),
      moreOthers: Math.max(0, others.length - MOST_CALLERS),
      own: own.slice(0, MOST_CALLERS),
    };
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
      // The same begin for some time, so that looks are shared.
      since: Math.floor((now() - HISTORY_MS) / SEEN_MS + 1) * SEEN_MS,
    };
  }
}
