import {
  Entity,
  Group,
  HolderEntity,
  ManagedPolicy,
  Role,
  User,
} from '../model/entities';
import { isoTime, XmlValue } from '../protocol/xml';
import { encodeStrict } from '../sigv4/canonicalRequest';
import { PolicyUsage } from './PolicyUsage';

type Fields = { [name: string]: XmlValue };

/** Policies come back percent-encoded by RFC 3986. */
export const encodeDocument = encodeStrict;

export function renderTags(tags: Record<string, string>): XmlValue {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

function common(kind: string, entity: Entity): Fields {
  return {
    Path: entity.path,
    [`${kind}Name`]: entity.name,
    [`${kind}Id`]: entity.id,
    Arn: entity.arn,
    CreateDate: isoTime(entity.createdAt),
  };
}

function boundaryOf(holder: { boundary?: string }): Fields {
  return holder.boundary
    ? {
        PermissionsBoundary: {
          PermissionsBoundaryType: 'Policy',
          PermissionsBoundaryArn: holder.boundary,
        },
      }
    : {};
}

export function renderUser(user: User, full = true): Fields {
  return {
    ...common('User', user),
    ...boundaryOf(user),
    ...(full && { Tags: renderTags(user.tags) }),
  };
}

export function renderRole(role: Role, full = true): Fields {
  return {
    ...common('Role', role),
    AssumeRolePolicyDocument: encodeDocument(role.trust.text),
    Description: role.description,
    MaxSessionDuration: role.maxSessionDuration,
    ...(full && {
      ...boundaryOf(role),
      Tags: renderTags(role.tags),
      RoleLastUsed: role.lastUsed
        ? {
            LastUsedDate: isoTime(role.lastUsed.date),
            Region: role.lastUsed.region,
          }
        : {},
    }),
  };
}

export function renderGroup(group: Group): Fields {
  return common('Group', group);
}

export function renderPolicy(
  policy: ManagedPolicy,
  usage: PolicyUsage,
  full = true,
): Fields {
  return {
    ...common('Policy', policy),
    DefaultVersionId: policy.defaultVersionId,
    AttachmentCount: usage.attachments(policy.arn),
    PermissionsBoundaryUsageCount: usage.boundaries(policy.arn),
    IsAttachable: true,
    UpdateDate: isoTime(policy.updatedAt),
    ...(full && {
      Description: policy.description,
      Tags: renderTags(policy.tags),
    }),
  };
}

export function renderVersion(
  policy: ManagedPolicy,
  version: ManagedPolicy['versions'][number],
  withDocument: boolean,
): Fields {
  return {
    ...(withDocument && { Document: encodeDocument(version.text) }),
    VersionId: version.versionId,
    IsDefaultVersion: version.versionId === policy.defaultVersionId,
    CreateDate: isoTime(version.createdAt),
  };
}

export function renderAttached(holder: HolderEntity): XmlValue[] {
  return [...holder.attached].map(PolicyArn => ({
    PolicyName: PolicyArn.slice(PolicyArn.lastIndexOf('/') + 1),
    PolicyArn,
  }));
}

export function renderInline(holder: HolderEntity): XmlValue[] {
  return [...holder.inline].map(([PolicyName, { text }]) => ({
    PolicyName,
    PolicyDocument: encodeDocument(text),
  }));
}
