import {
  AuthorizeResult,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';

/**
 * Everybody may do everything, except that members of some groups may only look at AWS credentials.
 *
 * It is an example of a policy: enough to show a refusal, and meant to be replaced by a company's own rules.
 */
export class ReadOnlyGroupsPolicy implements PermissionPolicy {
  private readonly readOnlyGroups: ReadonlySet<string>;

  /** @param readOnlyGroups - Entity references such as `group:default/viewers`. */
  constructor(readOnlyGroups: Iterable<string>) {
    this.readOnlyGroups = new Set(readOnlyGroups);
  }

  async handle(
    request: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    const { name, attributes } = request.permission;
    const changesSomething =
      name.startsWith('irsa.') && attributes.action !== 'read';
    const readOnly = user?.info.ownershipEntityRefs.some(ref =>
      this.readOnlyGroups.has(ref),
    );

    return {
      result:
        changesSomething && readOnly
          ? AuthorizeResult.DENY
          : AuthorizeResult.ALLOW,
    };
  }
}
