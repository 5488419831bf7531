import { KeyIdentity } from '../detect/types';
import { AuditFinding, KubernetesObject } from './types';

/** A find, before its object is known. */
export type Found = Omit<
  AuditFinding,
  'namespace' | 'kind' | 'name' | 'accessKeys' | 'envNames' | 'source'
> & { envNames?: readonly string[]; ids: readonly KeyIdentity[] };

/** Adds the object to a finding, and marks a role that the key shadows. */
export function toFinding(
  object: KubernetesObject,
  found: Found,
): AuditFinding {
  const { containerType, objectKind, objectNamespace, mountPath } = found;
  const { optional, identity, remedy } = found;
  const isShadow = found.verdict === 'static-aws' && identity !== undefined;
  return {
    namespace: object.metadata?.namespace ?? '',
    kind: object.kind ?? '',
    name: object.metadata?.name ?? '',
    container: found.container,
    location: found.location,
    objectName: found.objectName,
    keyNames: [...found.keyNames],
    envNames: [...(found.envNames ?? [])],
    verdict: isShadow ? 'irsa-shadowed' : found.verdict,
    path: found.path,
    confidence: found.confidence,
    readLevel: found.readLevel,
    why: isShadow
      ? `${found.why}; most SDKs use it instead of the ServiceAccount's role`
      : found.why,
    accessKeys: [...found.ids],
    ...withoutUndefined({
      containerType,
      objectKind,
      objectNamespace,
      mountPath,
      optional,
      identity,
      remedy,
    }),
  };
}

function withoutUndefined<T extends object>(record: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(record).filter(([, value]) => value !== undefined),
  ) as Partial<T>;
}
