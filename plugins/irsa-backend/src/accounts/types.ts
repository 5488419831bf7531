import { IAMClient } from '@aws-sdk/client-iam';
import { S3Client } from '@aws-sdk/client-s3';
import { STSClient } from '@aws-sdk/client-sts';
import { AwsCredentialIdentity } from '@aws-sdk/types';
import { HarmlessCall } from './harmlessCalls';
import { Grantees } from './readKeyGrants';
import { AccountTrail } from './trail/AccountTrail';

/**
 * How old a snapshot may be, in milliseconds. Users, roles, policies and providers take a few calls for a whole account; keys
 * take two calls for each user, so who does not look at them lets them be older.
 */
export interface SnapshotAge {
  /** One minute unless said. */
  maxAgeMs?: number;
  /** Of keys and their last use, and of the account's alias and quota. Not less than `maxAgeMs`, which it is unless said. */
  keysMaxAgeMs?: number;
}

/** One AWS account the portal can speak to, with its own credentials for it (@backstage/integration-aws-node). */
export interface AccountHandle {
  readonly accountId: string;
  /** `aws`, `aws-cn`, `aws-us-gov`; from the caller's ARN. */
  partition(): Promise<string>;
  readonly iam: IAMClient;
  readonly sts: STSClient;
  /** Follows a bucket to its region. */
  readonly s3: S3Client;
  /** The policy of a resource, as text; undefined when it has none. Throws what the SDK throws. */
  resourcePolicy(arn: string): Promise<string | undefined>;
  /** Operations that grants of a KMS key allow the user and not the role. Throws what the SDK throws. */
  keyGrants(keyArn: string, grantees: Grantees): Promise<string[]>;
  /** Its event history; absent where CloudTrail is not connected. */
  readonly trail?: Pick<AccountTrail, 'read'>;
  /** ARN of the portal's identity (GetCallerIdentity). */
  principal(): Promise<string>;
  /** The account's IAM inventory, as old as it may be. */
  snapshot(options?: SnapshotAge): Promise<IamSnapshot>;
}

/** All accounts, and clients that sign with credentials other than the portal's. */
export interface AccountRegistry {
  all(): AccountHandle[];
  /** Throws NotFoundError with a message on how to configure the account. */
  get(accountId: string): AccountHandle;
  has(accountId: string): boolean;
  /** A client of STS with these credentials; without credentials it does not sign (web identity). */
  sts(options: {
    region?: string;
    credentials?: AwsCredentialIdentity;
  }): STSClient;
  s3(options: {
    region?: string;
    credentials: AwsCredentialIdentity;
  }): S3Client;
  /** Sends a call that changes nothing, and drops the answer. Throws what the SDK throws. */
  callHarmlessly(
    call: HarmlessCall,
    credentials: AwsCredentialIdentity,
  ): Promise<void>;
  /** Finds a key among the users of all readable accounts. */
  findKey(fingerprint: string): Promise<IamAccessKey | undefined>;
}

/** A policy attached to a user, group or role. */
export interface AttachedPolicy {
  name: string;
  /** Absent for inline policies. */
  arn?: string;
  /** Parsed document. */
  document: unknown;
  /** `user`, or the group it comes from. */
  via: string;
}

/** An access key without its id: `fingerprint` is `accessKeyFingerprint(id)`. */
export interface IamAccessKey {
  fingerprint: string;
  last4: string;
  accountId: string;
  userName: string;
  userArn: string;
  status: 'Active' | 'Inactive';
  createdAt: string;
  lastUsedAt?: string;
  lastUsedService?: string;
  lastUsedRegion?: string;
  /** When AWS was asked for this key: perhaps earlier than for the snapshot. */
  asOf: string;
}

export interface IamUser {
  name: string;
  arn: string;
  path: string;
  userId: string;
  tags: Record<string, string>;
  keys: IamAccessKey[];
  policies: AttachedPolicy[];
  boundaryArn?: string;
  groups: string[];
}

export interface IamRole {
  name: string;
  arn: string;
  path: string;
  createdAt: string;
  lastUsedAt?: string;
  tags: Record<string, string>;
  trustPolicy: unknown;
  policies: AttachedPolicy[];
  boundaryArn?: string;
  maxSessionDuration: number;
}

export interface IamProvider {
  arn: string;
  /** With `https://`. */
  url: string;
  clientIds: string[];
}

/** The state of one account. `missing` names the lists that could not be read. */
export interface IamSnapshot {
  accountId: string;
  alias?: string;
  /** When AWS was asked for users, roles and providers. */
  asOf: string;
  /** When AWS was asked for the keys of all users. */
  keysAsOf: string;
  users: IamUser[];
  roles: IamRole[];
  providers: IamProvider[];
  /** From GetAccountSummary, characters without white space. */
  trustPolicyQuota: number;
  missing: string[];
}
