import { PolicyDocument } from 'backstage-plugin-irsa-common';

/** IAM tags by key. */
export type Tags = Record<string, string>;

/** What an account holds, as plain IAM JSON: the shape of `scenarios/<name>/aws/<account>.json`. Times are ISO 8601. */
export interface AccountDocument {
  /** Twelve digits. */
  id: string;
  alias?: string;
  /** Region of buckets and clusters that name none. Default: the sandbox's region. */
  region?: string;
  rootAccessKey?: { accessKeyId: string; secretAccessKey: string };
  /** Customer-managed policies. */
  policies?: ManagedPolicyDocument[];
  oidcProviders?: OidcProviderDocument[];
  groups?: GroupDocument[];
  users?: UserDocument[];
  roles?: RoleDocument[];
  buckets?: BucketDocument[];
  eksClusters?: EksClusterDocument[];
  resources?: ResourceDocument[];
}

/** Policies of a user, role or group. */
export interface PolicyHolder {
  /** Inline policies by name. */
  inlinePolicies?: Record<string, PolicyDocument>;
  /** ARNs of managed policies, or names of customer-managed ones of this account. */
  attachedPolicies?: string[];
}

export interface ManagedPolicyDocument {
  name: string;
  /** Default `/`. */
  path?: string;
  description?: string;
  document: PolicyDocument;
  createdAt?: string;
  tags?: Tags;
}

export interface OidcProviderDocument {
  /** Issuer, with `https://`. */
  url: string;
  /** Audiences. Default `["sts.amazonaws.com"]`. */
  clientIds?: string[];
  thumbprints?: string[];
  createdAt?: string;
  tags?: Tags;
}

export interface GroupDocument extends PolicyHolder {
  name: string;
  path?: string;
  createdAt?: string;
}

export interface AccessKeyDocument {
  accessKeyId: string;
  secretAccessKey: string;
  /** Default: the user's. */
  createdAt?: string;
  status?: 'Active' | 'Inactive';
  lastUsed?: LastUsedDocument;
}

export interface LastUsedDocument {
  date: string;
  /** Signing name, for example `s3`. Only for access keys. */
  service?: string;
  region: string;
}

export interface UserDocument extends PolicyHolder {
  name: string;
  path?: string;
  createdAt?: string;
  tags?: Tags;
  /** Names of groups of this document. */
  groups?: string[];
  accessKeys?: AccessKeyDocument[];
  /** ARN or name of a managed policy. */
  permissionsBoundary?: string;
}

export interface RoleDocument extends PolicyHolder {
  name: string;
  path?: string;
  description?: string;
  createdAt?: string;
  tags?: Tags;
  assumeRolePolicy: PolicyDocument;
  /** Seconds, 3600 to 43200. Default 3600. */
  maxSessionDuration?: number;
  permissionsBoundary?: string;
  lastUsed?: LastUsedDocument;
}

export interface BucketDocument {
  name: string;
  region?: string;
  createdAt?: string;
  policy?: PolicyDocument;
  objects?: ObjectDocument[];
}

export interface ObjectDocument {
  key: string;
  /** The body as text, or as base64 for binary content. Give one of the two; without either the object is empty. */
  text?: string;
  base64?: string;
  contentType?: string;
  createdAt?: string;
}

/** A queue, topic, KMS key, secret or ECR repository, of which only the policy is of interest, and the grants of a key. */
export interface ResourceDocument {
  arn: string;
  policy?: PolicyDocument;
  grants?: { grantee: string; operations: string[] }[];
}

export interface EksClusterDocument {
  name: string;
  region?: string;
  version?: string;
  endpoint?: string;
  /** OIDC issuer, with `https://`. */
  issuer: string;
  /** ARNs of users and roles that may sign in, besides those of `aws-auth`. */
  accessEntries?: string[];
  podIdentityAssociations?: {
    namespace: string;
    serviceAccount: string;
    roleArn: string;
    targetRoleArn?: string;
  }[];
}
