import {
  CredentialReference,
  WorkloadStatus,
} from 'backstage-plugin-irsa-common';
import { parseObjectKey } from './KnownObjects';

/**
 * The status of a workload by a scan alone.
 *
 * @param unread - `namespace/kind/name` of objects whose values should have been read and may not be
 */
export function workloadStatus(
  references: readonly CredentialReference[],
  hasIdentity: boolean,
  unread: readonly string[] = [],
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
  if (has('ses-smtp')) {
    return {
      status: 'static',
      statusReason:
        'It sends mail as an IAM user of the SMTP interface of SES, which takes no role',
    };
  }
  const uncertain = has('uncertain');
  if (uncertain) {
    return { status: 'unknown', statusReason: uncertain.why };
  }
  if (unread.length > 0) {
    const { kind, name } = parseObjectKey(unread[0]);
    const more = unread.length > 1 ? ` and ${unread.length - 1} more` : '';
    return {
      status: 'unknown',
      statusReason: `No static key by name, but the values of ${kind} ${name}${more} were not read: the portal has no right to get them`,
    };
  }
  if (has('s3-compatible') && !hasIdentity) {
    return { status: 'notAws' };
  }
  return { status: 'keyless' };
}
