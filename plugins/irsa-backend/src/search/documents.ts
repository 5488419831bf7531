import { IndexableDocument } from '@backstage/plugin-search-common';
import { Role, Workload } from 'backstage-plugin-irsa-common';
import { pageLinks } from '../config/pageLinks';

type Links = ReturnType<typeof pageLinks>;

/** What search knows of a workload. Names and words only: no key id but its last four characters. */
export interface WorkloadDocument extends IndexableDocument {
  /** What it is, such as `Deployment`. */
  kind: string;
  cluster: string;
  namespace: string;
  status: string;
  owner: string;
}

/** What search knows of a role. */
export interface RoleDocument extends IndexableDocument {
  accountId: string;
  verdict: string;
}

/** As the pages name them; what is not known is said so. */
const statusWords: Record<Workload['status'], string> = {
  static: 'has a static AWS key',
  running: 'is being migrated',
  soaking: 'is on its role; the soak runs',
  keyOff: 'is on its role; the key is off',
  keyless: 'has no static AWS key',
  shadowed: 'has a role, but a static key wins over it',
  failed: 'has a static AWS key; its migration failed',
  rolledBack: 'has a static AWS key again; its migration was rolled back',
  notAws: 'has a key that is not for AWS',
  kept: 'is a Secret that a migration keeps, so that it can go back',
  unknown: 'could not be read',
};

/** Pure. `resourceRef` is that of the permission `irsa.workload.read`. */
export function workloadDocument(
  workload: Workload,
  links: Links,
): WorkloadDocument {
  const { cluster, namespace, kind, name, status, ownerRef = '' } = workload;
  const words = [
    // The index is older than the page it leads to.
    `${kind} on ${cluster}, as of ${minute(workload.asOf)}: ${
      statusWords[status]
    }.`,
    workload.statusReason,
    ...workload.references.map(({ objectKind, objectName, envNames }) =>
      [objectName && `${objectKind ?? 'Object'} ${objectName}`, ...envNames]
        .filter(Boolean)
        .join(' '),
    ),
    ...workload.keys.map(({ last4, userName }) =>
      [`Key …${last4}`, last4, userName && `of IAM user ${userName}`]
        .filter(Boolean)
        .join(' '),
    ),
    workload.serviceAccount.name &&
      `ServiceAccount ${workload.serviceAccount.name}`,
    workload.serviceAccount.roleArn,
    ownerRef,
    workload.entityRef,
  ];
  return {
    title: [namespace, name].filter(Boolean).join('/'),
    text: [...new Set(words.filter(Boolean))].join('\n'),
    location: links.workload(workload),
    kind,
    cluster,
    namespace,
    status,
    owner: ownerRef,
    authorization: { resourceRef: workload.id },
  };
}

/** `2026-11-30 22:37 UTC`. @param at - ISO 8601 */
function minute(at: string): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** Pure. `resourceRef` is that of the permission `irsa.trust-policy.read`. */
export function roleDocument(role: Role, links: Links): RoleDocument {
  const { accountId, name, verdict } = role;
  return {
    title: name,
    text: [
      `Role of account ${accountId}: ${verdict}.`,
      ...role.findings.map(({ message }) => message),
      ...role.subjects,
    ].join('\n'),
    location: links.role({ accountId, roleName: name }),
    accountId,
    verdict,
    authorization: { resourceRef: `${accountId}/${name}` },
  };
}
