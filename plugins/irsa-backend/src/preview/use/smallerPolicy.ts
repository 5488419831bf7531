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
  const unused = services.flatMap(({ service, lastUsedAt }) =>
    lastUsedAt ? [] : [service],
  );
  const removed = new Set<string>();
  const keep = (statement: Statement): Statement[] => {
    if (statement.Effect === 'Deny' || statement.Action === undefined) {
      return [statement];
    }
    const actions = toArray(statement.Action).flatMap(pattern => {
      const kept = narrowed(pattern, used, unused);
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
  const isLeft = smaller.some(({ Statement: all }) =>
    all.some(({ Effect }) => Effect === 'Allow'),
  );
  return removed.size > 0 && isLeft
    ? { document: minimisePolicy(smaller), removed: [...removed].sort() }
    : undefined;
}

/**
 * What stays of a pattern of actions. One with a wildcard in the service's name other than `*` stays as it is, and so does one of
 * a service that the report does not know: the user could not use it, and the role may.
 */
function narrowed(
  pattern: string,
  used: readonly string[],
  unused: readonly string[],
): string[] {
  const [service, ...rest] = pattern.split(':');
  if (service === '*') {
    const action = rest.join(':') || '*';
    return used.map(each => `${each}:${action}`);
  }
  return unused.includes(service.toLowerCase()) ? [] : [pattern];
}
