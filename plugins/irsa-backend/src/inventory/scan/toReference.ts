import { CredentialReference } from 'backstage-plugin-irsa-common';
import { AuditFinding } from 'backstage-plugin-irsa-node';

/** Turns a finding into a reference of its workload. */
export function toReference(finding: AuditFinding): CredentialReference {
  const { container, containerType, location, objectKind } = finding;
  const { objectNamespace, keyNames, envNames, mountPath, path } = finding;
  const { verdict, confidence, why, readLevel } = finding;
  const [key] = finding.accessKeys;
  return {
    container,
    containerType,
    location,
    objectKind,
    objectName: finding.objectName || undefined,
    objectNamespace,
    keyNames,
    envNames,
    mountPath,
    path: path || undefined,
    verdict,
    confidence,
    optional: finding.isOptional,
    keyLast4: key?.last4,
    why,
    readLevel,
  };
}
