import { ANY_CHARACTER, ANY_RUN } from '../../policy/wildcards';
import { KnownCluster } from '../types';
import { Cell, isInCell } from './pattern';
import { SubjectSet } from './subjectSet';

const WILDCARD = new RegExp(`[${ANY_RUN}${ANY_CHARACTER}]`);

type ServiceAccount = NonNullable<KnownCluster['serviceAccounts']>[number];

interface NamedSubject {
  subject: string;
  account: ServiceAccount;
  /** `namespace/name`. */
  name: string;
}

/** What exists in a cluster, made once for all roles that it is compared with. */
export class ClusterSubjects {
  private static readonly made = new WeakMap<KnownCluster, ClusterSubjects>();

  private readonly bySubject: Map<string, NamedSubject>;
  /** In the order of code units, so that those with one beginning stand together. */
  private readonly sorted: NamedSubject[];
  private readonly namespaces?: Set<string>;

  private constructor({ namespaces, serviceAccounts = [] }: KnownCluster) {
    this.bySubject = new Map(
      serviceAccounts.map(account => {
        const { namespace, name } = account;
        const subject = `system:serviceaccount:${namespace}:${name}`;
        return [subject, { subject, account, name: `${namespace}/${name}` }];
      }),
    );
    this.sorted = [...this.bySubject.values()].sort((left, right) =>
      left.subject < right.subject ? -1 : 1,
    );
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
    return this.bySubject.get(subject)?.account;
  }

  /** Those in the set, each once for each part of the set that it is in. */
  admitted(set: SubjectSet): ServiceAccount[] {
    return this.within(set).map(({ account }) => account);
  }

  /** As `admitted`, by `namespace/name`. */
  namesAdmitted(set: SubjectSet): string[] {
    return this.within(set).map(({ name }) => name);
  }

  /** Whether somebody is in the set. */
  hasAny(set: SubjectSet): boolean {
    return this.within(set, 1).length > 0;
  }

  /** @param most - how many are enough */
  private within(
    { members, cells }: SubjectSet,
    most = Infinity,
  ): NamedSubject[] {
    const found: NamedSubject[] = [];
    for (const member of members) {
      const named = this.bySubject.get(member);
      if (named) {
        found.push(named);
      }
    }
    for (const cell of cells) {
      this.addCell(cell, found, most);
    }
    return found;
  }

  private addCell(cell: Cell, found: NamedSubject[], most: number): void {
    const beginning = beginningOf(cell);
    const isAll = isEveryTextFrom(beginning, cell);
    const parts = isAll ? [] : partsOf(cell);
    for (let at = this.firstFrom(beginning); at < this.sorted.length; at++) {
      const named = this.sorted[at];
      const { subject } = named;
      if (found.length >= most || !subject.startsWith(beginning)) {
        return;
      }
      const isIn =
        isAll ||
        // Most have not even that, and it is found out faster.
        (parts.every(part => subject.includes(part)) &&
          isInCell(cell, subject));
      if (isIn) {
        found.push(named);
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

/** Whether the cell lets in all that begins so, whatever follows. */
function isEveryTextFrom(beginning: string, { all, none }: Cell): boolean {
  return (
    none.length === 0 &&
    all.every(
      ({ text, ignoreCase }) => !ignoreCase && text === beginning + ANY_RUN,
    )
  );
}

/** What every subject of the cell has in it: the longest text between wildcards of each pattern. */
function partsOf({ all }: Cell): string[] {
  return all.flatMap(({ text, ignoreCase }) => {
    const [, ...parts] = ignoreCase ? [] : text.split(WILDCARD);
    return parts.length > 0
      ? [
          parts.reduce((long, each) =>
            each.length > long.length ? each : long,
          ),
        ]
      : [];
  });
}
