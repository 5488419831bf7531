import { CsvCell, toCsv } from '../csv';
import { ReviewedTrust, UnreadAccount } from './types';
import {
  describeWay,
  evidenceTexts,
  positionAt,
  trustSentence,
  trustWord,
} from './words';

const FIELDS = [
  'account',
  'role',
  'arn',
  'file',
  'verdict',
  'reach',
  'who',
  'severity',
  'rule',
  'statement',
  'line',
  'message',
  'evidence',
  'fix',
] as const;

/** Of portals, which keep sign-offs. */
const REVIEW_FIELDS = ['review', 'signed by', 'signed at'] as const;

/**
 * A row for each finding, and one for each policy without a finding, so that no policy is missing.
 *
 * @param options - `withReviews`: columns for the sign-offs; `unread`: accounts with a row of their own, whose verdict is `not read`
 */
export function trustToCsv(
  all: readonly ReviewedTrust[],
  options: { withReviews?: boolean; unread?: readonly UnreadAccount[] } = {},
): string {
  const { withReviews = false, unread = [] } = options;
  const fields: string[] = [...FIELDS, ...(withReviews ? REVIEW_FIELDS : [])];
  const found = all.flatMap(reviewed => {
    const { state, by, at } = reviewed.review ?? {};
    return rowsOf(reviewed).map(row =>
      withReviews ? [...row, state, by, at] : row,
    );
  });
  const missing = unread.map(({ accountId, message }) =>
    fields.map(
      field =>
        ({ account: accountId, verdict: 'not read', message }[field] ?? ''),
    ),
  );
  return toCsv(fields, [...found, ...missing]);
}

function rowsOf(reviewed: ReviewedTrust): CsvCell[][] {
  const { accountId, name, arn, source, policy, findings } = reviewed;
  const about = [
    accountId,
    arn ? name : '',
    arn,
    source?.file,
    trustWord(reviewed),
    reviewed.reach,
    reviewed.ways.map(describeWay).join(' | '),
  ];
  if (findings.length === 0) {
    return [[...about, '', '', '', '', '', '', '']];
  }
  return findings.map(finding => {
    const { severity, ruleId, statement, message, fix, evidence } = finding;
    return [
      ...about,
      severity,
      ruleId,
      statement === undefined ? '' : statement + 1,
      evidence?.[0] ? positionAt(policy, evidence[0].start).line : '',
      message,
      evidenceTexts(policy, finding).join(' | '),
      fix,
    ];
  });
}

/** A list, with the findings' evidence as text and position, and the proposed policy. */
export function trustToJson(all: readonly ReviewedTrust[]): string {
  return `${JSON.stringify(all.map(trustFacts), null, 2)}\n`;
}

/** The review of one policy as plain data, with the findings' evidence as text and position. */
export function trustFacts(reviewed: ReviewedTrust): Record<string, unknown> {
  const { accountId, name, arn, source, policy, findings } = reviewed;
  const { verdict, reach, ways, proposal, review } = reviewed;
  return {
    accountId,
    role: arn ? name : undefined,
    arn,
    file: source?.file,
    verdict,
    reach,
    sentence: trustSentence(reviewed),
    ways,
    findings: findings.map(({ evidence = [], ...finding }) => ({
      ...finding,
      evidence: evidence.map(({ start, end }) => ({
        ...positionAt(policy, start),
        start,
        end,
        text: policy.slice(start, end),
      })),
    })),
    policy,
    proposal,
    review,
  };
}
