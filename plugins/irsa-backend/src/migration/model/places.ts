/** How many migrations may be on their way forward at the same time; absent = no limit. */
export interface PlaceLimits {
  /** In one cluster. */
  cluster?: number;
  /** In one AWS account. */
  account?: number;
  /** Of one owner. */
  owner?: number;
}

/** Where a migration takes places. */
export interface Placed {
  cluster: string;
  accountId: string;
  /** Entity ref. Without an owner, the limit of owners does not count. */
  owner?: string;
}

/** A scope in which no place is free. */
export interface FullScope {
  scope: string;
  taken: number;
  limit: number;
}

/** Who has waited this long keeps every place that it needs free: else others that need fewer could always overtake it. */
const RESERVES_AFTER_MS = 10 * 60_000;

/** Counts places. Pure. */
export class Places {
  private readonly taken = new Map<string, number>();

  constructor(
    private readonly limits: PlaceLimits,
    running: readonly Placed[] = [],
  ) {
    running.forEach(each => this.take(each));
  }

  take(placed: Placed): void {
    for (const { scope } of this.scopes(placed)) {
      this.taken.set(scope, (this.taken.get(scope) ?? 0) + 1);
    }
  }

  /** The first scope in which the migration has no place. */
  fullFor(placed: Placed): FullScope | undefined {
    return this.scopes(placed)
      .map(each => ({ ...each, taken: this.taken.get(each.scope) ?? 0 }))
      .find(({ taken, limit }) => taken >= limit);
  }

  /**
   * The first of those that wait, oldest first, that has all its places.
   *
   * @param now - milliseconds since the epoch, like `since`
   */
  firstWithPlace<T extends Placed & { since: number }>(
    waiting: readonly T[],
    now: number,
  ): T | undefined {
    for (const each of waiting) {
      if (!this.fullFor(each)) {
        return each;
      }
      if (now - each.since >= RESERVES_AFTER_MS) {
        this.take(each);
      }
    }
    return undefined;
  }

  private scopes({
    cluster,
    accountId,
    owner,
  }: Placed): { scope: string; limit: number }[] {
    const { limits } = this;
    const all = [
      { scope: `cluster ${cluster}`, limit: limits.cluster },
      { scope: `account ${accountId}`, limit: limits.account },
      { scope: `those of ${owner}`, limit: owner ? limits.owner : undefined },
    ];
    return all.flatMap(({ scope, limit }) =>
      limit === undefined ? [] : [{ scope, limit }],
    );
  }
}

export function hasLimits(limits: PlaceLimits): boolean {
  return Object.values(limits).some(limit => limit !== undefined);
}

/** For people: `Waiting for a place: 3 of 3 running in account 111122223333.` */
export function waitingInWords({ scope, taken, limit }: FullScope): string {
  return `Waiting for a place: ${taken} of ${limit} running ${
    scope.startsWith('those') ? 'among' : 'in'
  } ${scope}.`;
}
