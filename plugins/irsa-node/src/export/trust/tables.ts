import { CsvCell, toCsv } from '../csv';
import { ReviewedTrust } from './types';
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

/** A row for each finding, and one for each policy without a finding, so that no policy is missing. */
export function trustToCsv(all: readonly ReviewedTrust[]): string {
  return toCsv(FIELDS, all.flatMap(rowsOf));
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
  const rows = all.map(reviewed => {
    const { accountId, name, arn, source, policy, findings } = reviewed;
    const { verdict, reach, ways, proposal } = reviewed;
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
    };
  });
  return `${JSON.stringify(rows, null, 2)}\n`;
}
