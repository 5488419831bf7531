import { AuditFinding } from '../audit/types';

/** Names of a finding's fields in the exports, in their order. Programs read them: do not rename or reorder. */
export const AUDIT_FIELDS = [
  'namespace',
  'kind',
  'name',
  'container',
  'location',
  'objectName',
  'keyNames',
  'verdict',
] as const;

/** One row of the JSON and CSV exports. */
export type AuditRow = Pick<AuditFinding, (typeof AUDIT_FIELDS)[number]>;

/** Fields of a wide row, after those of every row. */
export const WIDE_FIELDS = [
  'path',
  'confidence',
  'readLevel',
  'why',
  'accessKeyLast4',
  'accessKeyFingerprint',
  'accountId',
  'file',
  'line',
] as const;

/** A row with all further fields. An unknown value is an empty string. */
export type WideAuditRow = AuditRow &
  Record<(typeof WIDE_FIELDS)[number], string | number>;

export function toAuditRow(finding: AuditFinding): AuditRow {
  const {
    namespace,
    kind,
    name,
    container,
    location,
    objectName,
    keyNames,
    verdict,
  } = finding;
  return {
    namespace,
    kind,
    name,
    container,
    location,
    objectName,
    keyNames,
    verdict,
  };
}

export function toWideAuditRow(finding: AuditFinding): WideAuditRow {
  const { path, confidence, readLevel, why, source } = finding;
  const [accessKey] = finding.accessKeys;
  return {
    ...toAuditRow(finding),
    path,
    confidence,
    readLevel,
    why,
    accessKeyLast4: accessKey?.last4 ?? '',
    accessKeyFingerprint: accessKey?.fingerprint ?? '',
    accountId: accessKey?.accountId ?? '',
    file: source?.file ?? '',
    line: source?.line ?? '',
  };
}
