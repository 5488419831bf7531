import { Workload } from 'backstage-plugin-irsa-common';
import {
  AUDIT_FIELDS,
  CsvCell,
  toAuditRow,
  toCsv,
} from 'backstage-plugin-irsa-node';
import { jsonArray } from './jsonArray';
import { findingsOf } from './findingsOf';
import { Pages } from './types';

/**
 * Columns of the portal's tables: the place, then the columns of every audit, then those that only the portal knows.
 */
const FIELDS = [
  'cluster',
  ...AUDIT_FIELDS,
  'status',
  'severity',
  'owner',
  'entity',
  'keyLast4',
  'accountId',
  'userName',
  'keyState',
  'keyAgeDays',
  'keyLastUsedAt',
  'privilege',
  'sharedWith',
  'riskAcceptedUntil',
  'asOf',
] as const;

type FleetRow = Record<(typeof FIELDS)[number], CsvCell>;

function toRows(workload: Workload): FleetRow[] {
  const { cluster, status, severity, ownerRef, ownerDoubt, entityRef } =
    workload;
  return findingsOf(workload).map(finding => {
    const key = workload.keys.find(
      ({ fingerprint }) => fingerprint === finding.accessKeys[0]?.fingerprint,
    );
    return {
      cluster,
      ...toAuditRow(finding),
      status,
      severity: severity?.level ?? 'none',
      owner: ownerRef ?? (ownerDoubt ? 'not known' : ''),
      entity: entityRef ?? '',
      keyLast4: key?.last4 ?? '',
      accountId: key?.accountId ?? '',
      userName: key?.userName ?? '',
      keyState: key?.state ?? '',
      keyAgeDays: key?.ageDays ?? '',
      keyLastUsedAt: key?.lastUsedAt ?? '',
      privilege: key?.blastRadius?.level ?? '',
      sharedWith: key?.sharedWith ?? [],
      riskAcceptedUntil: workload.acceptedRisk?.endsAt ?? '',
      asOf: workload.asOf,
    };
  });
}

/** RFC 4180 with a header row, one line for each finding. */
export async function* fleetCsv(pages: Pages): AsyncGenerator<string> {
  yield toCsv(FIELDS, []);
  for await (const page of pages) {
    const rows = page
      .flatMap(toRows)
      .map(row => FIELDS.map(field => row[field]));
    yield withoutHeader(toCsv(FIELDS, rows));
  }
}

/** A JSON array with one row per line. */
export function fleetJson(pages: Pages): AsyncGenerator<string> {
  return jsonArray(pages, page => page.flatMap(toRows));
}

function withoutHeader(csv: string): string {
  return csv.slice(csv.indexOf('\n') + 1);
}
