import { AuditFinding } from './types';

/** A finding as a label file gives it, and as `irsa-audit --format json` prints it. */
export type LabelledFinding = Pick<
  AuditFinding,
  | 'namespace'
  | 'kind'
  | 'name'
  | 'container'
  | 'location'
  | 'objectName'
  | 'keyNames'
  | 'verdict'
>;

/** Precision and recall, between 0 and 1. */
export interface Score {
  /** Labelled and found. */
  right: number;
  /** Found, and not labelled so. */
  falseAlarms: number;
  /** Labelled, and not found so. */
  missed: number;
  /** 1 when nothing was found. */
  precision: number;
  /** 1 when there was nothing to find. */
  recall: number;
}

export interface AuditScore {
  all: Score;
  /** By location and by verdict, for those that occur. */
  byLocation: ReadonlyMap<string, Score>;
  byVerdict: ReadonlyMap<string, Score>;
  missed: LabelledFinding[];
  falseAlarms: LabelledFinding[];
}

/** A text that is the same for equal findings: every labelled field counts, but not the order of the names. */
function identity(finding: LabelledFinding): string {
  const { namespace, kind, name, container, location, objectName } = finding;
  return JSON.stringify([
    ...[namespace, kind, name, container, location, objectName],
    [...finding.keyNames].sort(),
    finding.verdict,
  ]);
}

/** Compares findings with labels. A finding that occurs twice counts twice. */
export function scoreAudit(
  expected: readonly LabelledFinding[],
  found: readonly LabelledFinding[],
): AuditScore {
  const open = new Map<string, LabelledFinding[]>();
  for (const finding of expected) {
    const id = identity(finding);
    open.set(id, [...(open.get(id) ?? []), finding]);
  }
  const right: LabelledFinding[] = [];
  const falseAlarms: LabelledFinding[] = [];
  for (const finding of found) {
    const match = open.get(identity(finding))?.pop();
    (match ? right : falseAlarms).push(finding);
  }
  const missed = [...open.values()].flat();
  const by = (pick: (finding: LabelledFinding) => string) => {
    const names = [...expected, ...found].map(pick);
    return new Map(
      [...new Set(names)].sort().map(name => {
        const of = (list: readonly LabelledFinding[]) =>
          list.filter(each => pick(each) === name).length;
        return [name, score(of(right), of(falseAlarms), of(missed))];
      }),
    );
  };
  return {
    all: score(right.length, falseAlarms.length, missed.length),
    byLocation: by(({ location }) => location),
    byVerdict: by(({ verdict }) => verdict),
    missed,
    falseAlarms,
  };
}

function score(right: number, falseAlarms: number, missed: number): Score {
  const share = (of: number) => (of === 0 ? 1 : right / of);
  return {
    right,
    falseAlarms,
    missed,
    precision: share(right + falseAlarms),
    recall: share(right + missed),
  };
}
