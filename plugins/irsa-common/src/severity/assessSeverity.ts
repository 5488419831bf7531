import {
  AccessKey,
  CredentialReference,
  Severity,
  SeverityLevel,
} from '../api';
import { ageOf, locationOf, privilegeOf, validityOf } from './factors';

/** Lowest score of each level. */
const LEVELS: readonly [SeverityLevel, number][] = [
  ['critical', 60],
  ['high', 30],
  ['medium', 12],
  ['low', 1],
];

const NO_SEVERITY: Severity = { level: 'none', score: 0, factors: [] };

/** The level of a score from 0 to 100. */
export function severityLevel(score: number): SeverityLevel {
  return LEVELS.find(([, lowest]) => score >= lowest)?.[0] ?? 'none';
}

/** Lowest and highest score of a level. */
export function severityScores(level: SeverityLevel): [number, number] {
  const at = LEVELS.findIndex(([name]) => name === level);
  if (at < 0) {
    return [0, 0];
  }
  return [LEVELS[at][1], at === 0 ? 100 : LEVELS[at - 1][1] - 1];
}

/**
 * The severity of a workload's credentials: that of its worst reference. A reference scores 100 times the product of
 * four factors between 0 and 1. Unknown facts count as rather bad, not as harmless. Keys of stores other than AWS are
 * not judged here.
 *
 * @param references - of one workload
 * @param keys - the keys that the references resolve to; empty when no key id could be read
 */
export function assessSeverity(
  references: readonly CredentialReference[],
  keys: readonly AccessKey[],
): Severity {
  const judged = references
    .filter(({ verdict }) => verdict !== 's3-compatible')
    .flatMap(reference => {
      // Two keys may end alike; their fingerprints differ.
      const own = keys.filter(({ fingerprint }) =>
        reference.accessKeys.some(key => key.fingerprint === fingerprint),
      );
      return (own.length > 0 ? own : [undefined]).map(key =>
        judge(reference, key),
      );
    });
  return judged.reduce(
    (worst, each) => (each.score > worst.score ? each : worst),
    NO_SEVERITY,
  );
}

function judge(
  reference: CredentialReference,
  key: AccessKey | undefined,
): Severity {
  const factors = [
    locationOf(reference),
    validityOf(reference, key),
    privilegeOf(key),
    ageOf(key),
  ];
  const product = factors.reduce((all, { weight }) => all * weight, 1);
  const score = Math.round(product * 100);
  return { level: severityLevel(score), score, factors };
}
