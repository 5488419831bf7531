import {
  minimisePolicy,
  PolicyDocument,
  Statement,
  toArray,
} from 'backstage-plugin-irsa-common';
import { ServiceUse } from '../../accounts/readServiceUse';

/**
 * The same policies without the services that were never used, as one document; `undefined` when nothing would go, or when no
 * use was seen at all, as that is no evidence. A `*` becomes the services that were used. Statements with NotAction, and those
 * that deny, stay as they are. Pure.
 */
export function smallerPolicy(
  documents: readonly PolicyDocument[],
  services: readonly ServiceUse[],
): { document: PolicyDocument; removed: string[] } | undefined {
  const used = services.flatMap(({ service, lastUsedAt }) =>
    lastUsedAt ? [service] : [],
  );
  if (used.length === 0) {
    return undefined;
  }
  const removed = new Set<string>();
  const keep = (statement: Statement): Statement[] => {
    if (statement.Effect === 'Deny' || statement.Action === undefined) {
      return [statement];
    }
    const actions = toArray(statement.Action).flatMap(pattern => {
      const kept = narrowed(pattern, used);
      if (kept.length !== 1 || kept[0] !== pattern) {
        removed.add(pattern);
      }
      return kept;
    });
    return actions.length > 0 ? [{ ...statement, Action: actions }] : [];
  };
  const smaller = documents.map(document => ({
    ...document,
    Statement: document.Statement.flatMap(keep),
  }));
  return removed.size > 0 && smaller.some(({ Statement: all }) => all.length)
    ? { document: minimisePolicy(smaller), removed: [...removed].sort() }
    : undefined;
}

/** What stays of a pattern of actions. One with a wildcard in the service's name other than `*` stays as it is. */
function narrowed(pattern: string, used: readonly string[]): string[] {
  const [service, ...rest] = pattern.split(':');
  if (service === '*') {
    const action = rest.join(':') || '*';
    return used.map(each => `${each}:${action}`);
  }
  return /[*?]/.test(service) || used.includes(service.toLowerCase())
    ? [pattern]
    : [];
}
