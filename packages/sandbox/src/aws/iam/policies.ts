import {
  deleteConflict,
  entityAlreadyExists,
  limitExceeded,
  noSuchEntity,
  accessDenied,
} from '../AwsError';
import { AWS_MANAGED_POLICIES } from '../model/managedPolicies';
import { ManagedPolicy } from '../model/entities';
import { uniqueId } from '../model/ids';
import { checkName, checkPath, POLICY_QUOTAS, readPolicy } from './checks';
import { IamCall, IamHandlers } from './IamCall';
import { byPath, pageOf } from './paging';
import { renderPolicy, renderTags, renderVersion } from './render';

const MAXIMUM_VERSIONS = 5;

export const policyHandlers: IamHandlers = {
  CreatePolicy(call) {
    const { parameters, account, now } = call;
    const name = parameters.require('PolicyName');
    checkName('policy', name);
    const path = checkPath(parameters.get('Path') ?? '/');
    const arn = account.arn(`policy${path}${name}`);
    call.authorise(arn);
    const stored = readPolicy(
      parameters.require('PolicyDocument'),
      'identity',
      POLICY_QUOTAS.managed,
      'PolicySize',
    );
    if (account.policies.has(name))
      throw entityAlreadyExists(
        `A policy called ${name} already exists. Duplicate names are not allowed.`,
      );
    const policy = account.policies.add({
      name,
      path,
      arn,
      id: uniqueId('ANPA'),
      createdAt: now,
      updatedAt: now,
      tags: parameters.tags(),
      description: parameters.get('Description'),
      defaultVersionId: 'v1',
      nextVersion: 2,
      versions: [{ ...stored, versionId: 'v1', createdAt: now }],
    });
    return { Policy: renderPolicy(policy, account) };
  },

  GetPolicy(call) {
    return { Policy: renderPolicy(find(call), call.account) };
  },

  ListPolicies(call) {
    const { parameters, account } = call;
    call.authorise('*');
    const scope = parameters.get('Scope') ?? 'All';
    const list = [
      ...(scope === 'Local' ? [] : AWS_MANAGED_POLICIES.values()),
      ...(scope === 'AWS' ? [] : account.policies.values()),
    ].filter(
      policy =>
        parameters.get('OnlyAttached') !== 'true' ||
        account.attachmentsOf(policy.arn).length > 0,
    );
    const { items, paging } = pageOf(byPath(list, parameters), parameters);
    return {
      Policies: items.map(policy => renderPolicy(policy, account, false)),
      ...paging,
    };
  },

  DeletePolicy(call) {
    const policy = findOwn(call);
    if (
      call.account.attachmentsOf(policy.arn).length > 0 ||
      call.account.boundaryUsersOf(policy.arn).length > 0
    )
      throw deleteConflict('Cannot delete a policy attached to entities.');
    if (policy.versions.length > 1)
      throw deleteConflict(
        "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.",
      );
    call.account.policies.delete(policy.name);
    return undefined;
  },

  CreatePolicyVersion(call) {
    const policy = findOwn(call);
    const stored = readPolicy(
      call.parameters.require('PolicyDocument'),
      'identity',
      POLICY_QUOTAS.managed,
      'PolicySize',
    );
    if (policy.versions.length >= MAXIMUM_VERSIONS)
      throw limitExceeded(
        `A managed policy can have up to ${MAXIMUM_VERSIONS} versions. Before you create a new version, you must delete an existing version.`,
      );
    const version = {
      ...stored,
      versionId: `v${policy.nextVersion++}`,
      createdAt: call.now,
    };
    policy.versions.push(version);
    policy.updatedAt = call.now;
    if (call.parameters.get('SetAsDefault') === 'true')
      policy.defaultVersionId = version.versionId;
    return { PolicyVersion: renderVersion(policy, version, false) };
  },

  GetPolicyVersion(call) {
    const policy = find(call);
    return {
      PolicyVersion: renderVersion(policy, findVersion(call, policy), true),
    };
  },

  ListPolicyVersions(call) {
    const policy = find(call);
    const { items, paging } = pageOf(
      [...policy.versions].reverse(),
      call.parameters,
    );
    return {
      Versions: items.map(version => renderVersion(policy, version, false)),
      ...paging,
    };
  },

  DeletePolicyVersion(call) {
    const policy = findOwn(call);
    const version = findVersion(call, policy);
    if (version.versionId === policy.defaultVersionId)
      throw deleteConflict('Cannot delete the default version of a policy.');
    policy.versions = policy.versions.filter(item => item !== version);
    return undefined;
  },

  SetDefaultPolicyVersion(call) {
    const policy = findOwn(call);
    policy.defaultVersionId = findVersion(call, policy).versionId;
    policy.updatedAt = call.now;
    return undefined;
  },

  ListEntitiesForPolicy(call) {
    const { arn } = find(call);
    const { account, parameters } = call;
    const asBoundary =
      parameters.get('PolicyUsageFilter') === 'PermissionsBoundary';
    const uses = (item: { attached: Set<string>; boundary?: string }) =>
      asBoundary ? item.boundary === arn : item.attached.has(arn);
    return {
      PolicyUsers: account.users
        .values()
        .filter(uses)
        .map(({ name, id }) => ({ UserName: name, UserId: id })),
      PolicyRoles: account.roles
        .values()
        .filter(uses)
        .map(({ name, id }) => ({ RoleName: name, RoleId: id })),
      PolicyGroups: account.groups
        .values()
        .filter(uses)
        .map(({ name, id }) => ({ GroupName: name, GroupId: id })),
      IsTruncated: false,
    };
  },

  TagPolicy(call) {
    Object.assign(findOwn(call).tags, call.parameters.tags());
    return undefined;
  },

  UntagPolicy(call) {
    const { tags } = findOwn(call);
    for (const key of call.parameters.list('TagKeys')) delete tags[key];
    return undefined;
  },

  ListPolicyTags(call) {
    return { Tags: renderTags(find(call).tags), IsTruncated: false };
  },
};

function find(call: IamCall): ManagedPolicy {
  const arn = call.parameters.require('PolicyArn');
  call.authorise(arn);
  const policy = call.account.policy(arn);
  if (!policy) throw noSuchEntity(`Policy ${arn} was not found.`);
  return policy;
}

function findOwn(call: IamCall): ManagedPolicy {
  const policy = find(call);
  if (AWS_MANAGED_POLICIES.has(policy.arn))
    throw accessDenied('Policies that AWS manages cannot be changed.');
  return policy;
}

function findVersion(call: IamCall, policy: ManagedPolicy) {
  const id = call.parameters.require('VersionId');
  const version = policy.versions.find(({ versionId }) => versionId === id);
  if (!version)
    throw noSuchEntity(
      `Policy ${policy.arn} version ${id} does not exist or is not attachable.`,
    );
  return version;
}
