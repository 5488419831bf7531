import { KubernetesObject, Marks } from '../types';
import { copiedFrom } from '../../detect/copies';

type Metadata = NonNullable<KubernetesObject['metadata']>;

/** Whose key it is, and the word for what tells. */
export interface Store {
  kind: 'aws' | 'other';
  name: string;
}

/** Of Secrets that a class of Stackable's secret operator stands for. */
export const CLASS_LABEL = 'secrets.stackable.tech/class';
const LABELS: ReadonlySet<string> = new Set([
  CLASS_LABEL,
  'bucket-provisioner',
  'jenkins.io/credentials-type',
  'app',
  'app.kubernetes.io/name',
  'rook_object_store',
  'v1.min.io/tenant',
]);
/** Of object bucket claims and of the container object storage interface, those that make buckets of AWS. */
const AWS_PROVISIONER = /^aws-s3|(^|[.-])(amazonaws|aws)([.-]|$)/i;
/** What runs a store, or makes its users, in the cluster. */
const STORE =
  /^(minio|noobaa|rook-ceph-rgw|rook-ceph|ceph|garage|seaweedfs|rustfs)$/i;
const STORE_OWNERS = new Set([
  'CephObjectStoreUser',
  'CephObjectStore',
  'NooBaa',
  'NooBaaAccount',
  'ObjectBucketClaim',
  'Seaweed',
  'GarageKey',
  'AccessKey.garage.getclustered.net',
  'Tenant',
]);
/**
 * Owners that fill a Secret with sessions of a role, and renew them before they end: {@link
 * https://github.com/mikkeloscar/kube-aws-iam-controller}.
 */
const SESSION_OWNERS = new Set(['AWSIAMRole']);
/** Of the owners of stores, kinds that are given a Secret, and do not make it. */
const GIVEN_TO = new Set(['Tenant', 'Seaweed']);

/** The kind of an owner; with its group where a kind of AWS is called the same. */
export function ownerKind({
  apiVersion = '',
  kind = '',
}: {
  apiVersion?: string;
  kind?: string;
}): string {
  return kind === 'AccessKey' ? `${kind}.${apiVersion.split('/')[0]}` : kind;
}

/** The marks of an object, small; `undefined` when it has none. */
export function marksOf(metadata: Metadata | undefined): Marks | undefined {
  const labels = Object.entries(metadata?.labels ?? {}).filter(([name]) =>
    LABELS.has(name),
  );
  const owners = (metadata?.ownerReferences ?? [])
    .map(owner => ({ kind: ownerKind(owner), name: owner.name }))
    .filter(({ kind }) => STORE_OWNERS.has(kind) || SESSION_OWNERS.has(kind));
  const copyOf = metadata && copiedFrom(metadata);
  return labels.length + owners.length > 0 || copyOf
    ? {
        labels: Object.fromEntries(labels),
        ownerReferences: owners,
        ...(copyOf ? { copyOf } : {}),
      }
    : undefined;
}

/** The class of a Secret, by its label. */
export function classOf(
  metadata: Pick<Metadata, 'labels'> | undefined,
): string | undefined {
  return metadata?.labels?.[CLASS_LABEL];
}

/** The marks of what a driver of buckets makes. */
export function provisionedBy(driver: string): Marks {
  return { labels: { 'bucket-provisioner': driver }, ownerReferences: [] };
}

/** The marks of what a resource of an operator makes, or is given. */
export function ownedBy(owner: { kind: string; name: string }): Marks {
  return { labels: {}, ownerReferences: [owner] };
}

/** What the object itself says, before what others say of it. */
export function bothMarks(
  own: Marks | undefined,
  said: Marks | undefined,
): Marks | undefined {
  return own && said
    ? {
        ...own,
        labels: { ...said.labels, ...own.labels },
        ownerReferences: [
          ...(own.ownerReferences ?? []),
          ...(said.ownerReferences ?? []),
        ],
      }
    : own ?? said;
}

/** `infra/aws`, when the marks say that the object is a copy of that. */
export function sourceByMarks(marks: Marks | undefined): string | undefined {
  return marks?.copyOf && `${marks.copyOf.namespace}/${marks.copyOf.name}`;
}

/** Whether what is in the object ends by itself within hours, so that it is no static key. */
export function isSession(marks: Marks | undefined): boolean {
  return (marks?.ownerReferences ?? []).some(({ kind = '' }) =>
    SESSION_OWNERS.has(kind),
  );
}

/** Names that only the operator of a store gives. */
export function storeByName(name: string): Store | undefined {
  return /^rook-ceph-object-user-/.test(name)
    ? { kind: 'other', name: `The name ${name} of Rook` }
    : undefined;
}

/** The store of the key by the marks, with the mark in words; `undefined` when they do not tell. */
export function storeByMarks(marks: Marks | undefined): Store | undefined {
  const { labels = {}, ownerReferences = [] } = marks ?? {};
  const provisioner = labels['bucket-provisioner'];
  if (provisioner !== undefined) {
    return {
      kind: AWS_PROVISIONER.test(provisioner) ? 'aws' : 'other',
      name: 'The provisioner of its bucket',
    };
  }
  const owner = ownerReferences.find(({ kind = '' }) => STORE_OWNERS.has(kind));
  if (owner) {
    return {
      kind: 'other',
      name: GIVEN_TO.has(owner.kind ?? '')
        ? `The ${owner.kind} ${owner.name} that names it`
        : `Its owner ${owner.kind} ${owner.name}`,
    };
  }
  const label = ['app', 'app.kubernetes.io/name'].find(name =>
    STORE.test(labels[name] ?? ''),
  );
  if (label || 'rook_object_store' in labels || 'v1.min.io/tenant' in labels) {
    return {
      kind: 'other',
      name: `Its label ${label ?? Object.keys(labels)[0]}`,
    };
  }
  return undefined;
}
