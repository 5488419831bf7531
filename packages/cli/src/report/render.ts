import {
  AuditFinding,
  auditToCsv,
  auditToJson,
  auditToOcsf,
  auditToSarif,
} from 'backstage-plugin-irsa-node';
import { describeNote, Note, notRead, placeOf } from '../notes';
import { auditToTable } from './table';

export const FORMATS = ['table', 'json', 'sarif', 'csv', 'ocsf'] as const;
export type Format = (typeof FORMATS)[number];

export interface Report {
  findings: readonly AuditFinding[];
  notes: readonly Note[];
  /** Name of the cluster; absent for files. */
  cluster?: string;
  /** False when the scan was aborted. */
  complete: boolean;
}

/** The report as text that ends with a line break. */
export function render(
  report: Report,
  options: { format: Format; wide: boolean; color: boolean; version: string },
): string {
  const { findings, notes, cluster, complete } = report;
  const { version, wide } = options;
  switch (options.format) {
    case 'json':
      return auditToJson(findings, {
        wide,
        notRead: notRead(notes).map(({ text, ...place }) => ({
          where: placeOf(place),
          why: text,
        })),
      });
    case 'csv':
      return auditToCsv(findings, { wide });
    case 'sarif':
      return auditToSarif(findings, {
        version,
        cluster,
        complete,
        notes: notes.map(describeNote),
      });
    case 'ocsf':
      return auditToOcsf(findings, { version, cluster, time: new Date() });
    default:
      return auditToTable(findings, {
        color: options.color,
        notRead: notRead(notes).length,
      });
  }
}
