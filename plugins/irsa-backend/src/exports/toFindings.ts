import {
  CredentialReference,
  kindName,
  Workload,
} from 'backstage-plugin-irsa-common';
import { AuditFinding } from 'backstage-plugin-irsa-node';

/** The credential references of a workload as findings, one each, in their order. */
export function toFindings(workload: Workload): AuditFinding[] {
  return workload.references.map(reference => toFinding(workload, reference));
}

function toFinding(
  { namespace, kind, name, keys, serviceAccount, remedy }: Workload,
  reference: CredentialReference,
): AuditFinding {
  const { container, location, keyNames, envNames } = reference;
  const key = keys.find(({ last4 }) => last4 === reference.keyLast4);
  return {
    namespace,
    kind: kindName(kind),
    name,
    container,
    location,
    objectName: reference.objectName ?? '',
    objectKind: reference.objectKind,
    keyNames: [...(keyNames.length > 0 ? keyNames : envNames)].sort(),
    envNames,
    verdict: reference.verdict,
    path: reference.path ?? '',
    confidence: reference.confidence ?? 'name',
    readLevel: reference.readLevel ?? 0,
    why: reference.why ?? '',
    accessKeys: key
      ? [
          {
            fingerprint: key.fingerprint,
            last4: key.last4,
            accountId: key.accountId,
          },
        ]
      : [],
    ...(serviceAccount.roleArn ? { identity: 'irsa' as const } : {}),
    ...(remedy ? { remedy } : {}),
  };
}
