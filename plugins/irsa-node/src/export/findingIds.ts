import { createHash } from 'node:crypto';
import { AuditFinding } from '../audit/types';

/**
 * One id for each finding. It stays the same in every scan, even when the finding moves to another line or its verdict
 * changes. Findings that differ only in their place are distinguished by their order.
 *
 * @param scope - cluster, or an empty string for files
 * @returns 32 hex digits for each, in the order of the findings
 */
export function findingIds(
  findings: readonly AuditFinding[],
  scope: string = '',
): string[] {
  const seen = new Map<string, number>();
  return findings.map(finding => {
    const { namespace, kind, name, container, location } = finding;
    const { objectName, keyNames, source } = finding;
    const identity = JSON.stringify([
      scope,
      source?.file ?? '',
      ...[namespace, kind, name, container, location, objectName],
      keyNames,
    ]);
    const before = seen.get(identity) ?? 0;
    seen.set(identity, before + 1);
    return createHash('sha256')
      .update(`${identity}#${before}`)
      .digest('hex')
      .slice(0, 32);
  });
}
