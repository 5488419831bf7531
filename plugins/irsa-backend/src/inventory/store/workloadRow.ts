import { Workload } from 'backstage-plugin-irsa-common';
import { accountsOf } from '../../access/places';
import { contentHash } from './contentHash';
import { BulkTable } from './putRows';

/** A workload as a scan stores it. Sharing is computed when it is read. */
export interface StoredWorkload {
  workload: Workload;
  /**
   * Whether it has a reference or a role; the others are only counted. Without a reference, and while its role is not
   * known, it stays as it was.
   */
  listed: boolean | 'asBefore';
  /**
   * `namespace/kind/name` of the Secrets and ConfigMaps that its Pods read. A change of one affects the workload.
   * Absent when unchanged.
   */
  objects?: string[];
  /** What it was found by, as `Bases` writes it. Absent when it has to be audited each time. */
  basis?: string;
}

/** More would only make the index of searches bigger. */
const SEARCH_LENGTH = 1000;

/** With the decision made whether it is listed. */
export type DecidedWorkload = StoredWorkload & { listed: boolean };

export function workloadRow(stored: DecidedWorkload, seenAt: number) {
  const { workload, listed } = stored;
  const dates = (pick: (key: Workload['keys'][number]) => string | undefined) =>
    workload.keys.flatMap(key => pick(key) ?? []).sort();
  const text = [
    workload.namespace,
    workload.name,
    workload.ownerRef,
    workload.entityTitle,
    ...workload.references.map(({ objectName }) => objectName),
    ...workload.keys.map(({ userName }) => userName),
    // As people know a key: from a page, an export or the console.
    ...workload.keys.map(({ last4 }) => last4),
  ];
  const locations = new Set(
    workload.references.map(({ location }) => location),
  );
  return {
    id: workload.id,
    cluster: workload.cluster,
    namespace: workload.namespace,
    kind: workload.kind,
    name: workload.name,
    service_account: workload.serviceAccount.name,
    status: workload.status,
    status_reason: workload.statusReason ?? null,
    listed,
    // Marks are applied afterwards, in SQL.
    shown: listed,
    shown_status: workload.status,
    seen_at: seenAt,
    entity_ref: workload.entityRef ?? null,
    owner_ref: workload.ownerRef ?? null,
    owner_in_doubt: !workload.ownerRef && Boolean(workload.ownerDoubt),
    key_created_at: dates(key => key.createdAt)[0] ?? null,
    key_last_used_at: dates(key => key.lastUsedAt).at(-1) ?? null,
    accounts: ` ${accountsOf(workload).join(' ')} `,
    severity: workload.severity?.score ?? 0,
    content_hash: contentHash(workload),
    basis: stored.basis ?? null,
    locations: ` ${[...locations].join(' ')} `,
    search: [...new Set(text.filter(Boolean))]
      .join(' ')
      .toLowerCase()
      .slice(0, SEARCH_LENGTH),
  };
}

export function keyRows({ workload }: Pick<StoredWorkload, 'workload'>) {
  return workload.keys.map(key => ({
    workload_id: workload.id,
    fingerprint: key.fingerprint,
    state: key.state,
    created_at: key.createdAt ?? null,
    last_used_at: key.lastUsedAt ?? null,
  }));
}

export function objectRows({ workload, objects }: StoredWorkload) {
  return [...new Set(objects ?? [])].map(object => ({
    workload_id: workload.id,
    cluster: workload.cluster,
    object,
  }));
}

export const WORKLOADS: BulkTable<ReturnType<typeof workloadRow>> = {
  name: 'workloads',
  key: ['id'],
  tellsNew: true,
  columns: {
    id: 'text',
    cluster: 'text',
    namespace: 'text',
    kind: 'text',
    name: 'text',
    service_account: 'text',
    status: 'text',
    status_reason: 'text',
    listed: 'boolean',
    shown: 'boolean',
    shown_status: 'text',
    seen_at: 'bigint',
    entity_ref: 'text',
    owner_ref: 'text',
    owner_in_doubt: 'boolean',
    key_created_at: 'text',
    key_last_used_at: 'text',
    accounts: 'text',
    severity: 'integer',
    content_hash: 'text',
    basis: 'text',
    locations: 'text',
    search: 'text',
  },
};

export const DOCUMENTS: BulkTable<{ workload_id: string; document: string }> = {
  name: 'workload_documents',
  key: ['workload_id'],
  columns: { workload_id: 'text', document: 'text' },
};

export const KEYS: BulkTable<ReturnType<typeof keyRows>[number]> = {
  name: 'workload_keys',
  columns: {
    workload_id: 'text',
    fingerprint: 'text',
    state: 'text',
    created_at: 'text',
    last_used_at: 'text',
  },
};

export const OBJECTS: BulkTable<ReturnType<typeof objectRows>[number]> = {
  name: 'workload_objects',
  columns: { workload_id: 'text', cluster: 'text', object: 'text' },
};
