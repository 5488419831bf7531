import {
  assessSeverity,
  Workload,
  workloadId,
} from 'backstage-plugin-irsa-common';
import { CatalogLinks, NamespaceNotes } from '../links/CatalogLinks';
import { KeyDirectory } from '../links/KeyDirectory';
import { AuditedObject } from './ObjectAuditor';
import { parseObjectKey } from './KnownObjects';
import { ScannedWorkload } from './ScannedWorkload';
import { StoredWorkload } from '../store/workloadRow';
import { workloadStatus } from './workloadStatus';

/** Joins an object of the cluster with the keys of the accounts and the entities of the catalog. */
export function describeWorkload(
  scanned: ScannedWorkload,
  { references, keys: found, objects, unread, remedy }: AuditedObject,
  context: {
    keys: KeyDirectory;
    links: CatalogLinks;
    readLevel: 0 | 1 | 2;
    roleArn?: string;
    /** Whether the ServiceAccount, or what EKS associates with it, could not be read. */
    isRoleUnknown?: boolean;
    /** Whether its ServiceAccount has an EKS Pod Identity association. */
    podIdentity?: boolean;
    /** By name; absent when nothing was asked of them. */
    namespaces?: ReadonlyMap<string, NamespaceNotes>;
    asOf: string;
  },
): StoredWorkload {
  const { roleArn, podIdentity } = context;
  const hasIdentity = roleArn !== undefined || podIdentity === true;
  const isRoleUnknown =
    !hasIdentity &&
    Boolean(context.isRoleUnknown) &&
    scanned.serviceAccount !== undefined;
  const keys = found.map(key => context.keys.describe(key));
  const workload: Workload = {
    id: workloadId(scanned.ref),
    ...scanned.ref,
    ...withLevel(
      workloadStatus(references, hasIdentity, unread),
      objects,
      context.readLevel,
    ),
    references,
    keys,
    severity: assessSeverity(references, keys),
    serviceAccount: {
      name: scanned.serviceAccount,
      isDefault: scanned.serviceAccount === 'default',
      roleArn,
      ...(isRoleUnknown ? { isRoleUnknown } : {}),
      ...(podIdentity ? { podIdentity } : {}),
      sharedWith: [],
    },
    health: scanned.health,
    manager: scanned.manager,
    remedy,
    image: scanned.image,
    ...context.links.find({
      ...scanned,
      annotations: scanned.object.metadata?.annotations,
      namespace: context.namespaces?.get(scanned.ref.namespace),
    }),
    readLevel: context.readLevel,
    asOf: context.asOf,
  };
  return {
    workload,
    listed:
      references.length > 0 ||
      unread.length > 0 ||
      hasIdentity ||
      (isRoleUnknown ? 'asBefore' : false),
    objects,
  };
}

/** An object without Pods is kept only if it has a reference, or could get one when another object changes. */
export function toStored(
  scanned: ScannedWorkload,
  found: AuditedObject,
  context: Parameters<typeof describeWorkload>[2],
): StoredWorkload | undefined {
  const matters = found.references.length > 0 || found.objects.length > 0;
  return scanned.isResource && !matters
    ? undefined
    : describeWorkload(scanned, found, context);
}

/** Below level 2, "keyless" is a word about names only. */
function withLevel(
  found: ReturnType<typeof workloadStatus>,
  objects: readonly string[],
  readLevel: 0 | 1 | 2,
): ReturnType<typeof workloadStatus> {
  const isUnread =
    readLevel < 2 && objects.some(key => parseObjectKey(key).kind === 'Secret');
  return found.status === 'keyless' && isUnread
    ? {
        ...found,
        statusReason: `No static key by name; values not read (read level ${readLevel})`,
      }
    : found;
}
