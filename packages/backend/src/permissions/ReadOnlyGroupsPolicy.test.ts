import {
  AuthorizeResult,
  createPermission,
} from '@backstage/plugin-permission-common';
import { PolicyQueryUser } from '@backstage/plugin-permission-node';
import { ReadOnlyGroupsPolicy } from './ReadOnlyGroupsPolicy';

const read = createPermission({
  name: 'irsa.workload.read',
  attributes: { action: 'read' },
});
const create = createPermission({
  name: 'irsa.migration.create',
  attributes: { action: 'create' },
});
const unclassified = createPermission({
  name: 'irsa.trust-policy.review',
  attributes: {},
});
const elsewhere = createPermission({
  name: 'catalog.entity.create',
  attributes: { action: 'create' },
});

function memberOf(...groups: string[]): PolicyQueryUser {
  const info = {
    userEntityRef: 'user:default/someone',
    ownershipEntityRefs: ['user:default/someone', ...groups],
  };
  return { info } as PolicyQueryUser;
}

describe('ReadOnlyGroupsPolicy', () => {
  const policy = new ReadOnlyGroupsPolicy(['group:default/viewers']);
  const viewer = memberOf('group:default/viewers', 'group:default/everyone');
  const engineer = memberOf('group:default/everyone');

  it.each([
    ['lets a viewer look', read, viewer, AuthorizeResult.ALLOW],
    ['refuses a change by a viewer', create, viewer, AuthorizeResult.DENY],
    [
      'refuses what does not say that it only reads',
      unclassified,
      viewer,
      AuthorizeResult.DENY,
    ],
    ['leaves other plugins alone', elsewhere, viewer, AuthorizeResult.ALLOW],
    ['lets everybody else change', create, engineer, AuthorizeResult.ALLOW],
    ['lets services change', create, undefined, AuthorizeResult.ALLOW],
  ])('%s', async (_, permission, user, result) => {
    await expect(policy.handle({ permission }, user)).resolves.toEqual({
      result,
    });
  });
});
