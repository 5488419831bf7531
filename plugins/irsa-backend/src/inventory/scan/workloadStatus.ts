import {
  CredentialReference,
  WorkloadStatus,
} from 'backstage-plugin-irsa-common';

/** The status of a workload by a scan alone. */
export function workloadStatus(
  references: readonly CredentialReference[],
  hasIdentity: boolean,
): { status: WorkloadStatus; statusReason?: string } {
  const has = (verdict: CredentialReference['verdict']) =>
    references.find(reference => reference.verdict === verdict);
  const shadowed = has('irsa-shadowed');
  if (shadowed) {
    return {
      status: 'shadowed',
      statusReason: `Its ServiceAccount has a role, but container ${shadowed.container} still gets a static key`,
    };
  }
  if (has('static-aws')) {
    return { status: 'static' };
  }
  const uncertain = has('uncertain');
  if (uncertain) {
    return { status: 'unknown', statusReason: uncertain.why };
  }
  if (has('s3-compatible') && !hasIdentity) {
    return { status: 'notAws' };
  }
  return { status: 'keyless' };
}
