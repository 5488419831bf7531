import {
  AwsError,
  deleteConflict,
  entityAlreadyExists,
  limitExceeded,
  noSuchEntity,
  accessDenied,
} from '../AwsError';
import { AWS_MANAGED_POLICIES } from '../model/managedPolicies';
import { EntityReader } from '../model/EntityMap';
import { HolderEntity, ManagedPolicy } from '../model/entities';
import { uniqueId } from '../model/ids';
import { checkName, checkPath, isPolicyArn, readPolicy } from './checks';
import { HolderKind } from './holders';
import { IamCall, IamHandlers } from './IamCall';
import { byPath, pageOf } from './paging';
import { PolicyUsage } from './PolicyUsage';
import { renderPolicy, renderTags, renderVersion } from './render';
import {
  requestTagContext,
  resourceTagContext,
  withoutTags,
  withTags,
} from './tags';

export const policyHandlers: IamHandlers = {
  CreatePolicy(call) {
    const { parameters, account, now } = call;
    const name = parameters.require('PolicyName');
    checkName('policy', name);
    const path = checkPath(parameters.get('Path') ?? '/');
    const arn = account.arn(`policy${path}${name}`);
    call.authorise(arn, requestTagContext(parameters.tags()), 'TagPolicy');
    const tags = withTags({}, parameters.tags(), account.quotas.tags);
    const stored = readPolicy(
      parameters.require('PolicyDocument'),
      'identity',
      account.quotas.managedPolicySize,
      'PolicySize',
    );
    if (account.policies.has(name)) {
      throw entityAlreadyExists(
        `A policy called ${name} already exists. Duplicate names are not allowed.`,
      );
    }
    if (account.policies.size >= account.quotas.policies) {
      throw limitExceeded(
        `Cannot exceed quota for PoliciesPerAccount: ${account.quotas.policies}`,
      );
    }
    const policy = account.policies.add({
      name,
      path,
      arn,
      id: uniqueId('ANPA'),
      createdAt: now,
      updatedAt: now,
      tags,
      description: parameters.get('Description'),
      defaultVersionId: 'v1',
      nextVersion: 2,
      versions: [{ ...stored, versionId: 'v1', createdAt: now }],
    });
    return { Policy: renderPolicy(policy, new PolicyUsage(account)) };
  },

  GetPolicy(call) {
    return {
      Policy: renderPolicy(find(call), new PolicyUsage(call.account)),
    };
  },

  ListPolicies(call) {
    const { parameters, account } = call;
    call.authorise('*');
    const scope = parameters.get('Scope') ?? 'All';
    const list = [
      ...(scope === 'Local' ? [] : AWS_MANAGED_POLICIES.values()),
      ...(scope === 'AWS' ? [] : account.policies.settled.values()),
    ];
    const usage = new PolicyUsage(account.settled);
    const { items, paging } = pageOf(
      byPath(list, parameters).filter(
        ({ arn }) =>
          parameters.get('OnlyAttached') !== 'true' ||
          usage.attachments(arn) > 0,
      ),
      parameters,
    );
    return {
      Policies: items.map(policy => renderPolicy(policy, usage, false)),
      ...paging,
    };
  },

  DeletePolicy(call) {
    const policy = findOwn(call);
    if (
      call.account.attachmentsOf(policy.arn).length > 0 ||
      call.account.boundaryUsersOf(policy.arn).length > 0
    ) {
      throw deleteConflict('Cannot delete a policy attached to entities.');
    }
    if (policy.versions.length > 1) {
      throw deleteConflict(
        "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.",
      );
    }
    call.account.policies.delete(policy.name);
    return undefined;
  },

  CreatePolicyVersion(call) {
    const policy = findOwn(call);
    const stored = readPolicy(
      call.parameters.require('PolicyDocument'),
      'identity',
      call.account.quotas.managedPolicySize,
      'PolicySize',
    );
    const quota = call.account.quotas.versionsPerPolicy;
    if (policy.versions.length >= quota) {
      throw limitExceeded(
        `A managed policy can have up to ${quota} versions. Before you create a new version, you must delete an existing version.`,
      );
    }
    const version = {
      ...stored,
      versionId: `v${policy.nextVersion++}`,
      createdAt: call.now,
    };
    policy.versions.push(version);
    policy.updatedAt = call.now;
    if (call.parameters.get('SetAsDefault') === 'true') {
      policy.defaultVersionId = version.versionId;
    }
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
    if (version.versionId === policy.defaultVersionId) {
      throw deleteConflict('Cannot delete the default version of a policy.');
    }
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
    const usage = parameters.get('PolicyUsageFilter');
    const wanted = parameters.get('EntityFilter');
    const uses = (item: HolderEntity & { boundary?: string }) =>
      (usage !== 'PermissionsBoundary' && item.attached.has(arn)) ||
      (usage !== 'PermissionsPolicy' && item.boundary === arn);
    const list = (kind: HolderKind, entities: EntityReader<HolderEntity>) =>
      wanted === undefined || wanted === kind
        ? byPath(entities.values(), parameters)
            .filter(uses)
            .map(({ name, id }) => ({
              kind,
              value: { [`${kind}Name`]: name, [`${kind}Id`]: id },
            }))
        : [];
    const { users, roles, groups } = account.settled.entities;
    const { items, paging } = pageOf(
      [
        ...list('User', users),
        ...list('Role', roles),
        ...list('Group', groups),
      ],
      parameters,
    );
    const of = (kind: HolderKind) =>
      items.filter(item => item.kind === kind).map(({ value }) => value);
    return {
      PolicyUsers: of('User'),
      PolicyRoles: of('Role'),
      PolicyGroups: of('Group'),
      ...paging,
    };
  },

  TagPolicy(call) {
    const added = call.parameters.tags();
    const policy = findOwn(call, requestTagContext(added));
    policy.tags = withTags(policy.tags, added, call.account.quotas.tags);
    return undefined;
  },

  UntagPolicy(call) {
    const keys = call.parameters.list('TagKeys');
    const policy = findOwn(call, { 'aws:TagKeys': keys });
    policy.tags = withoutTags(policy.tags, keys);
    return undefined;
  },

  ListPolicyTags(call) {
    const { items, paging } = pageOf(
      Object.entries(find(call).tags),
      call.parameters,
    );
    return { Tags: renderTags(Object.fromEntries(items)), ...paging };
  },
};

function find(
  call: IamCall,
  context?: Parameters<IamCall['authorise']>[1],
): ManagedPolicy {
  const arn = call.parameters.require('PolicyArn');
  const policy = call.account.policy(arn);
  call.authorise(arn, { ...resourceTagContext(policy?.tags), ...context });
  if (!isPolicyArn(arn)) {
    throw new AwsError('InvalidInput', 400, `ARN ${arn} is not valid.`);
  }
  if (!policy) {
    throw noSuchEntity(`Policy ${arn} was not found.`);
  }
  if (call.isWrite) {
    call.account.policies.remember(policy.name);
  }
  return policy;
}

function findOwn(
  call: IamCall,
  context?: Parameters<IamCall['authorise']>[1],
): ManagedPolicy {
  const policy = find(call, context);
  if (AWS_MANAGED_POLICIES.has(policy.arn)) {
    throw accessDenied('Policies that AWS manages cannot be changed.');
  }
  return policy;
}

function findVersion(call: IamCall, policy: ManagedPolicy) {
  const id = call.parameters.require('VersionId');
  const version = policy.versions.find(({ versionId }) => versionId === id);
  if (!version) {
    throw noSuchEntity(
      `Policy ${policy.arn} version ${id} does not exist or is not attachable.`,
    );
  }
  return version;
}
