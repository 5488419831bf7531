import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { PolicyQueryUser } from '@backstage/plugin-permission-node';
import {
  irsaKeyDecidePermission,
  irsaKeyUpdatePermission,
  irsaMigrationCreatePermission,
  irsaPermissions,
  irsaPreviewBucketCreatePermission,
  irsaTrustPolicyReviewPermission,
} from 'backstage-plugin-irsa-common';
import { OwnersActPolicy } from './OwnersActPolicy';

function memberOf(...groups: string[]): PolicyQueryUser {
  const info = {
    userEntityRef: 'user:default/someone',
    ownershipEntityRefs: ['user:default/someone', ...groups],
  };
  return { info } as PolicyQueryUser;
}

const { ALLOW, DENY, CONDITIONAL } = AuthorizeResult;

describe('OwnersActPolicy', () => {
  const policy = new OwnersActPolicy({
    admins: ['group:default/platform'],
    readOnly: ['group:default/viewers'],
  });
  const admin = memberOf('group:default/platform');
  const viewer = memberOf('group:default/viewers', 'group:default/platform');
  const engineer = memberOf('group:default/payments');
  const resultOf = async (
    permission: (typeof irsaPermissions)[number],
    user?: PolicyQueryUser,
  ) => (await policy.handle({ permission }, user)).result;

  it.each(irsaPermissions)('decides $name', async permission => {
    const isRead = permission.attributes.action === 'read';
    expect(await resultOf(permission, admin)).toBe(ALLOW);
    expect(await resultOf(permission, undefined)).toBe(ALLOW);
    expect(await resultOf(permission, viewer)).toBe(isRead ? ALLOW : DENY);
    // Nobody who is no administrator acts on everything.
    const open = isRead || permission.name === 'irsa.scan.create';
    expect((await resultOf(permission, engineer)) === ALLOW).toBe(open);
  });

  it.each([
    [irsaMigrationCreatePermission, 'irsa-workload'],
    [irsaKeyUpdatePermission, 'irsa-migration'],
    [irsaTrustPolicyReviewPermission, 'irsa-role'],
  ])('lets owners act: $name', async (permission, resourceType) => {
    expect(await policy.handle({ permission }, engineer)).toEqual({
      result: CONDITIONAL,
      pluginId: 'irsa',
      resourceType,
      conditions: {
        resourceType,
        rule: 'IS_OWNER',
        params: { claims: ['user:default/someone', 'group:default/payments'] },
      },
    });
  });

  it.each([irsaPreviewBucketCreatePermission, irsaKeyDecidePermission])(
    'keeps for administrators what reaches beyond one team: $name',
    async permission => {
      expect(await resultOf(permission, engineer)).toBe(DENY);
    },
  );

  it('leaves other plugins alone', async () => {
    const permission = {
      type: 'basic' as const,
      name: 'catalog.entity.create',
      attributes: { action: 'create' as const },
    };
    expect(await policy.handle({ permission }, viewer)).toEqual({
      result: ALLOW,
    });
  });
});
