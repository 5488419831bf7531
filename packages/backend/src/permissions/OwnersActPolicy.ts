import {
  AuthorizeResult,
  isResourcePermission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import {
  createIrsaMigrationConditionalDecision,
  createIrsaRoleConditionalDecision,
  createIrsaWorkloadConditionalDecision,
  irsaMigrationConditions,
  irsaRoleConditions,
  irsaWorkloadConditions,
} from 'backstage-plugin-irsa-backend';

/** Acts that reach beyond what a team owns, although they are about one service. */
const ADMINS_ONLY = new Set(['irsa.key.decide', 'irsa.preview-bucket.create']);

export interface OwnersActGroups {
  /** They may do everything. Entity references such as `group:default/platform`. */
  admins: Iterable<string>;
  /** They only look, also at what is their own. */
  readOnly: Iterable<string>;
}

/**
 * Of AWS credentials, everybody may look at everything, owners act on what is theirs, and some groups may do everything.
 * Other plugins are left alone.
 *
 * It is an example of a policy, and meant to be replaced by a company's own rules.
 */
export class OwnersActPolicy implements PermissionPolicy {
  private readonly admins: ReadonlySet<string>;
  private readonly readOnly: ReadonlySet<string>;

  constructor(groups: OwnersActGroups) {
    this.admins = new Set(groups.admins);
    this.readOnly = new Set(groups.readOnly);
  }

  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    const { name, attributes } = permission;
    const isOurs = name.startsWith('irsa.');
    // A request without a user comes from a service, which the portal's administrators have let in.
    if (!isOurs || attributes.action === 'read' || !user) {
      return { result: AuthorizeResult.ALLOW };
    }
    const claims = user.info.ownershipEntityRefs;
    if (claims.some(ref => this.readOnly.has(ref))) {
      return { result: AuthorizeResult.DENY };
    }
    if (claims.some(ref => this.admins.has(ref))) {
      return { result: AuthorizeResult.ALLOW };
    }
    if (ADMINS_ONLY.has(name)) {
      return { result: AuthorizeResult.DENY };
    }
    if (isResourcePermission(permission, 'irsa-workload')) {
      return createIrsaWorkloadConditionalDecision(
        permission,
        irsaWorkloadConditions.isOwner({ claims }),
      );
    }
    if (isResourcePermission(permission, 'irsa-migration')) {
      return createIrsaMigrationConditionalDecision(
        permission,
        irsaMigrationConditions.isOwner({ claims }),
      );
    }
    if (isResourcePermission(permission, 'irsa-role')) {
      return createIrsaRoleConditionalDecision(
        permission,
        irsaRoleConditions.isOwner({ claims }),
      );
    }
    // A scan only reads; what else is not about an object is for administrators.
    return {
      result:
        name === 'irsa.scan.create'
          ? AuthorizeResult.ALLOW
          : AuthorizeResult.DENY,
    };
  }
}
