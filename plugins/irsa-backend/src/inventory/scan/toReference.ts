import { CredentialReference } from 'backstage-plugin-irsa-common';
import { AuditFinding } from 'backstage-plugin-irsa-node';

/** A finding as its workload keeps it: without the parts that the workload itself has. */
export function toReference({
  namespace: _namespace,
  kind: _kind,
  name: _name,
  identity: _identity,
  remedy: _remedy,
  source: _source,
  ...reference
}: AuditFinding): CredentialReference {
  return { ...reference, keyLast4: reference.accessKeys[0]?.last4 };
}
