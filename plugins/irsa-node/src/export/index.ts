export {
  AUDIT_FIELDS,
  toAuditRow,
  toWideAuditRow,
  WIDE_FIELDS,
} from './auditRow';
export type { AuditRow, WideAuditRow } from './auditRow';
export { auditToCsv, toCsv } from './csv';
export type { CsvCell } from './csv';
export { findingIds } from './findingIds';
export { auditToJson } from './json';
export type { NotRead } from './json';
export { auditToOcsf } from './ocsf';
export type { OcsfOptions } from './ocsf';
export { describeFinding, describePlace, VERDICT_RULES } from './rules';
export type { VerdictRule } from './rules';
export { auditToSarif } from './sarif';
export type { SarifOptions } from './sarif';
export { countVerdicts, isAtLeast, VERDICTS_BY_SEVERITY } from './severity';
export * from './trust';
