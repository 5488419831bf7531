import { kindName, Workload } from 'backstage-plugin-irsa-common';
import { AuditFinding } from 'backstage-plugin-irsa-node';

/** The findings of the last scan of a workload, as that scan left them. */
export function findingsOf({
  namespace,
  kind,
  name,
  references,
}: Workload): AuditFinding[] {
  return references.map(reference => ({
    ...reference,
    namespace,
    kind: kindName(kind),
    name,
  }));
}
