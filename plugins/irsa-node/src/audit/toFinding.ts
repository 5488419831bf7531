import { keyIdentity } from '../keyIdentity';
import { AuditFinding, KubernetesObject } from './types';

/** What was found, before it is a finding: ids are still whole here. */
export type Found = Omit<
  AuditFinding,
  'namespace' | 'kind' | 'name' | 'accessKey' | 'source'
> & { ids: readonly string[] };

/** Drops the key id, but for its fingerprint and end, and says when a role is hidden by the key. */
export function toFinding(
  object: KubernetesObject,
  found: Found,
): AuditFinding {
  const { container, location, objectName, keyNames, path, ids } = found;
  const { confidence, readLevel, identity } = found;
  const isShadow = found.verdict === 'static-aws' && identity !== undefined;
  const [id] = ids;
  return {
    namespace: object.metadata?.namespace ?? '',
    kind: object.kind ?? '',
    name: object.metadata?.name ?? '',
    container,
    location,
    objectName,
    keyNames: [...keyNames],
    verdict: isShadow ? 'irsa-shadowed' : found.verdict,
    path,
    confidence,
    readLevel,
    why: isShadow
      ? `${found.why}; most SDKs use it instead of the ServiceAccount's role`
      : found.why,
    ...(id ? { accessKey: keyIdentity(id) } : {}),
    ...(identity ? { identity } : {}),
  };
}
