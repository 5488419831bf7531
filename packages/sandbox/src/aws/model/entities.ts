import { PolicyDocument } from 'backstage-plugin-irsa-common';
import { Tags } from '../accountDocument';

/** A policy: its text, and the text parsed. */
export interface StoredPolicy {
  text: string;
  document: PolicyDocument;
}

export interface LastUse {
  date: number;
  service: string;
  region: string;
}

export interface Entity {
  name: string;
  path: string;
  /** `AIDA…`, `AROA…`, `AGPA…` or `ANPA…`. */
  id: string;
  arn: string;
  createdAt: number;
  tags: Tags;
}

export interface PolicyVersion extends StoredPolicy {
  versionId: string;
  createdAt: number;
}

export interface ManagedPolicy extends Entity {
  description?: string;
  updatedAt: number;
  versions: PolicyVersion[];
  defaultVersionId: string;
  nextVersion: number;
}

export interface HolderEntity extends Entity {
  inline: Map<string, StoredPolicy>;
  /** ARNs of managed policies. */
  attached: Set<string>;
}

export interface AccessKey {
  accessKeyId: string;
  secretAccessKey: string;
  status: 'Active' | 'Inactive';
  createdAt: number;
  lastUsed?: LastUse;
}

export type Group = HolderEntity;

/** Users and roles: what can sign requests. */
export interface PrincipalEntity extends HolderEntity {
  /** ARN of the policy that limits it. */
  boundary?: string;
  /** By service, for service-last-accessed reports. */
  serviceUse: Map<string, LastUse>;
}

export interface User extends PrincipalEntity {
  groups: Set<string>;
  accessKeys: AccessKey[];
}

export interface Role extends PrincipalEntity {
  description?: string;
  trust: StoredPolicy;
  maxSessionDuration: number;
  lastUsed?: { date: number; region: string };
}

export interface OidcProvider {
  /** The same as `url`. */
  name: string;
  arn: string;
  /** Without `https://`, as IAM returns it. */
  url: string;
  clientIds: string[];
  thumbprints: string[];
  createdAt: number;
  tags: Tags;
}

export interface StoredObject {
  key: string;
  body: Buffer;
  contentType: string;
  /** MD5 in hexadecimal. */
  etag: string;
  modifiedAt: number;
  metadata: Record<string, string>;
  /** Other headers that are returned with the object: Cache-Control, Content-Disposition, Content-Encoding. */
  headers: Record<string, string>;
}

export interface Bucket {
  name: string;
  accountId: string;
  region: string;
  createdAt: number;
  policy?: StoredPolicy;
  objects: Map<string, StoredObject>;
}

export interface EksCluster {
  name: string;
  region: string;
  version: string;
  endpoint: string;
  issuer: string;
  /** ARNs of users and roles that may sign in, besides those of `aws-auth`. */
  accessEntries: readonly string[];
  podIdentityAssociations: {
    associationId: string;
    namespace: string;
    serviceAccount: string;
    roleArn: string;
    /** The role that EKS assumes with the first one; Pods get its credentials. */
    targetRoleArn?: string;
    /** Sent as `sts:ExternalId` for the target role. */
    externalId?: string;
    disableSessionTags?: boolean;
    tags: Record<string, string>;
    /** Of the call that made it: the same call again gives the same answer. */
    clientRequestToken?: string;
  }[];
}

/** The owner of temporary credentials. The id distinguishes a role or user from a later one of the same name. */
export type SessionOwner =
  | { kind: 'role'; name: string; id: string; sessionName: string }
  | { kind: 'user'; name: string; id: string }
  | { kind: 'federated'; name: string; id: string; federatedName: string }
  | { kind: 'root' };

/** Temporary credentials. */
export interface Session {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
  issuedAt: number;
  expiresAt: number;
  accountId: string;
  of: SessionOwner;
  /** Session tags. A chained session includes the tags that were passed on. */
  tags: Tags;
  /** Keys of tags that are passed on when this session assumes another role. */
  transitiveTagKeys: string[];
  /** Stays the same through role chaining. */
  sourceIdentity?: string;
  /** Policies passed when the session was made; absent when there were none. */
  policies?: { name: string; document: PolicyDocument }[];
  webIdentity?: { provider: string; subject: string; audience: string };
}
