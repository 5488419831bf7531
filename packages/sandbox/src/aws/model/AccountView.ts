import { NamedPolicy, PolicyDocument } from 'backstage-plugin-irsa-common';
import { AWS_MANAGED_POLICIES } from './managedPolicies';
import { EntityReader } from './EntityMap';
import {
  Group,
  HolderEntity,
  ManagedPolicy,
  OidcProvider,
  Role,
  User,
} from './entities';

export interface AccountEntities {
  users: EntityReader<User>;
  roles: EntityReader<Role>;
  groups: EntityReader<Group>;
  policies: EntityReader<ManagedPolicy>;
  /** By issuer, without `https://`. */
  providers: EntityReader<OidcProvider>;
}

/** The IAM part of an account: either the present state, or the state that has reached the services. */
export class AccountView {
  constructor(readonly id: string, readonly entities: AccountEntities) {}

  user(name: string): User | undefined {
    return this.entities.users.get(name);
  }

  /** By full ARN, path included. */
  roleOf(arn: string): Role | undefined {
    return withArn(this.entities.roles, arn);
  }

  /** The user, role or group with this ARN. */
  holderOf(arn: string): User | Role | Group | undefined {
    const { users, roles, groups } = this.entities;
    return (
      withArn<User | Role | Group>(users, arn) ??
      withArn(roles, arn) ??
      withArn(groups, arn)
    );
  }

  /** By issuer, without `https://`. */
  provider(url: string): OidcProvider | undefined {
    return this.entities.providers.get(url);
  }

  /** A policy of this account or one that AWS manages. */
  policy(arn: string): ManagedPolicy | undefined {
    return (
      AWS_MANAGED_POLICIES.get(arn) ?? withArn(this.entities.policies, arn)
    );
  }

  /** Every policy that grants or denies something to the user or role: inline, attached, and those of its groups. */
  identityPolicies(holder: User | Role): NamedPolicy[] {
    const groups =
      'groups' in holder
        ? [...holder.groups].flatMap(
            name => this.entities.groups.get(name) ?? [],
          )
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
    if (!holder.boundary) {
      return undefined;
    }
    const document = this.documentOf(holder.boundary);
    return document && { name: holder.boundary, document };
  }

  attachmentsOf(arn: string): HolderEntity[] {
    const { users, roles, groups } = this.entities;
    return [...users.values(), ...roles.values(), ...groups.values()].filter(
      ({ attached }) => attached.has(arn),
    );
  }

  boundaryUsersOf(arn: string): (User | Role)[] {
    const { users, roles } = this.entities;
    return [...users.values(), ...roles.values()].filter(
      ({ boundary }) => boundary === arn,
    );
  }
}

function withArn<T extends { arn: string }>(
  entities: EntityReader<T>,
  arn: string,
): T | undefined {
  const found = entities.get(arn.slice(arn.lastIndexOf('/') + 1));
  return found?.arn === arn ? found : undefined;
}
