import { NamedPolicy, PolicyDocument } from '@internal/plugin-irsa-common';
import { AWS_MANAGED_POLICIES } from './managedPolicies';
import { EntityMap } from './EntityMap';
import {
  AccessKey,
  Bucket,
  EksCluster,
  Group,
  HolderEntity,
  ManagedPolicy,
  OidcProvider,
  Role,
  User,
} from './entities';
import { randomSecret, uniqueId } from './ids';

export interface AccountOptions {
  id: string;
  alias?: string;
  region: string;
  rootAccessKey?: { accessKeyId: string; secretAccessKey: string };
}

/** Everything one account holds. */
export class Account {
  readonly id: string;
  alias?: string;
  readonly region: string;
  readonly rootKey: AccessKey;
  readonly users = new EntityMap<User>();
  readonly roles = new EntityMap<Role>();
  readonly groups = new EntityMap<Group>();
  readonly policies = new EntityMap<ManagedPolicy>();
  readonly providers = new Map<string, OidcProvider>();
  readonly buckets = new Map<string, Bucket>();
  readonly eksClusters = new Map<string, EksCluster>();
  /** Service-last-accessed jobs by id. */
  readonly reports = new Map<string, { arn: string; createdAt: number }>();

  constructor(options: AccountOptions, now: number) {
    this.id = options.id;
    this.alias = options.alias;
    this.region = options.region;
    this.rootKey = {
      accessKeyId: uniqueId('AKIA', 16),
      secretAccessKey: randomSecret(),
      ...options.rootAccessKey,
      status: 'Active',
      createdAt: now,
    };
  }

  arn(resource: string): string {
    return `arn:aws:iam::${this.id}:${resource}`;
  }

  /** A policy of this account or one that AWS manages. */
  policy(arn: string): ManagedPolicy | undefined {
    return (
      AWS_MANAGED_POLICIES.get(arn) ??
      this.policies.values().find(policy => policy.arn === arn)
    );
  }

  user(name: string): User | undefined {
    return this.users.get(name);
  }

  /** Every policy that grants or denies something to the user or role: inline, attached, and those of its groups. */
  identityPolicies(holder: User | Role): NamedPolicy[] {
    const groups =
      'groups' in holder
        ? [...holder.groups].flatMap(name => this.groups.get(name) ?? [])
        : [];
    return [holder, ...groups].flatMap(item => this.policiesOf(item));
  }

  policiesOf(holder: HolderEntity): NamedPolicy[] {
    return [
      ...[...holder.inline].map(([name, { document }]) => ({
        name: `${holder.name}/${name}`,
        document,
      })),
      ...[...holder.attached].flatMap(arn => {
        const document = this.documentOf(arn);
        return document ? [{ name: arn, document }] : [];
      }),
    ];
  }

  documentOf(arn: string): PolicyDocument | undefined {
    const policy = this.policy(arn);
    return policy?.versions.find(
      ({ versionId }) => versionId === policy.defaultVersionId,
    )?.document;
  }

  boundaryOf(holder: User | Role): NamedPolicy | undefined {
    if (!holder.boundary) return undefined;
    const document = this.documentOf(holder.boundary);
    return document && { name: holder.boundary, document };
  }

  attachmentsOf(arn: string): HolderEntity[] {
    return [
      ...this.users.values(),
      ...this.roles.values(),
      ...this.groups.values(),
    ].filter(({ attached }) => attached.has(arn));
  }

  boundaryUsersOf(arn: string): (User | Role)[] {
    return [...this.users.values(), ...this.roles.values()].filter(
      ({ boundary }) => boundary === arn,
    );
  }
}
