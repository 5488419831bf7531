import { AccountView } from '../model/AccountView';

/** How often each managed policy is used. It is counted once, on the first question. */
export class PolicyUsage {
  private readonly account: AccountView;
  private counts?: {
    attached: Map<string, number>;
    boundary: Map<string, number>;
  };

  constructor(account: AccountView) {
    this.account = account;
  }

  attachments(arn: string): number {
    return this.count().attached.get(arn) ?? 0;
  }

  boundaries(arn: string): number {
    return this.count().boundary.get(arn) ?? 0;
  }

  /** ARNs of all policies that are attached to anything. */
  attached(): Iterable<string> {
    return this.count().attached.keys();
  }

  private count() {
    if (this.counts) {
      return this.counts;
    }
    const attached = new Map<string, number>();
    const boundary = new Map<string, number>();
    const add = (counts: Map<string, number>, arn: string) =>
      counts.set(arn, (counts.get(arn) ?? 0) + 1);
    const { users, roles, groups } = this.account.entities;
    for (const holder of [...users.values(), ...roles.values()]) {
      holder.attached.forEach(arn => add(attached, arn));
      if (holder.boundary) {
        add(boundary, holder.boundary);
      }
    }
    for (const group of groups.values()) {
      group.attached.forEach(arn => add(attached, arn));
    }
    this.counts = { attached, boundary };
    return this.counts;
  }
}
