import { ANY_CHARACTER, ANY_RUN } from '../../policy/wildcards';
import { KnownCluster } from '../types';
import { Cell, isInCell } from './pattern';
import { SubjectSet } from './subjectSet';

const WILDCARD = new RegExp(`[${ANY_RUN}${ANY_CHARACTER}]`);

type ServiceAccount = NonNullable<KnownCluster['serviceAccounts']>[number];

interface NamedSubject {
  subject: string;
  account: ServiceAccount;
}

/** What exists in a cluster, made once for all roles that it is compared with. */
export class ClusterSubjects {
  private static readonly made = new WeakMap<KnownCluster, ClusterSubjects>();

  private readonly bySubject: Map<string, ServiceAccount>;
  /** In the order of code units, so that those with one beginning stand together. */
  private readonly sorted: NamedSubject[];
  private readonly namespaces?: Set<string>;

  private constructor({ namespaces, serviceAccounts = [] }: KnownCluster) {
    this.bySubject = new Map(
      serviceAccounts.map(account => [
        `system:serviceaccount:${account.namespace}:${account.name}`,
        account,
      ]),
    );
    this.sorted = [...this.bySubject]
      .map(([subject, account]) => ({ subject, account }))
      .sort((left, right) => (left.subject < right.subject ? -1 : 1));
    this.namespaces = namespaces && new Set(namespaces);
  }

  static of(cluster: KnownCluster): ClusterSubjects {
    let made = ClusterSubjects.made.get(cluster);
    if (!made) {
      made = new ClusterSubjects(cluster);
      ClusterSubjects.made.set(cluster, made);
    }
    return made;
  }

  /** False also when the namespaces were not read. */
  hasNamespace(name: string): boolean {
    return this.namespaces?.has(name) ?? false;
  }

  find(subject: string): ServiceAccount | undefined {
    return this.bySubject.get(subject);
  }

  /** Those in the set, each once for each part of the set that it is in. */
  *admitted({ members, cells }: SubjectSet): Generator<ServiceAccount> {
    for (const member of members) {
      const account = this.bySubject.get(member);
      if (account) {
        yield account;
      }
    }
    for (const cell of cells) {
      yield* this.inCell(cell);
    }
  }

  private *inCell(cell: Cell): Generator<ServiceAccount> {
    const beginning = beginningOf(cell);
    for (let at = this.firstFrom(beginning); at < this.sorted.length; at++) {
      const { subject, account } = this.sorted[at];
      if (!subject.startsWith(beginning)) {
        return;
      }
      if (isInCell(cell, subject)) {
        yield account;
      }
    }
  }

  private firstFrom(beginning: string): number {
    let low = 0;
    let high = this.sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.sorted[middle].subject < beginning) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}

/** What every subject of the cell begins with. */
function beginningOf({ all }: Cell): string {
  return all.reduce((longest, { text, ignoreCase }) => {
    const fixed = ignoreCase ? '' : text.split(WILDCARD, 1)[0];
    return fixed.length > longest.length ? fixed : longest;
  }, '');
}
