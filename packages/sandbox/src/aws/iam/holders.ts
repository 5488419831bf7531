import { ContextValues } from 'backstage-plugin-irsa-common';
import {
  AwsError,
  deleteConflict,
  limitExceeded,
  noSuchEntity,
} from '../AwsError';
import { EntityMap } from '../model/EntityMap';
import { HolderEntity } from '../model/entities';
import { checkName, isPolicyArn, readPolicy } from './checks';
import { IamCall, IamHandlers, take } from './IamCall';
import { byPath, pageOf } from './paging';
import { encodeDocument, renderAttached, renderTags } from './render';
import {
  requestTagContext,
  resourceTagContext,
  withoutTags,
  withTags,
} from './tags';

export type HolderKind = 'User' | 'Role' | 'Group';

/** Finds the user, role or group that the call names, and checks that the caller may do this to it. */
export function findHolder<T extends HolderEntity>(
  call: IamCall,
  kind: HolderKind,
  entities: EntityMap<T>,
  context?: ContextValues,
): T {
  const name = call.parameters.require(`${kind}Name`);
  const entity = take(call, entities, name);
  // The present boundary of the role or user is part of the context of calls on it.
  const boundary = (entity as { boundary?: string } | undefined)?.boundary;
  call.authorise(entity?.arn ?? `${kind.toLowerCase()}/${name}`, {
    ...(boundary !== undefined && { 'iam:PermissionsBoundary': boundary }),
    ...resourceTagContext(entity?.tags),
    ...context,
  });
  if (!entity) {
    throw noSuchEntity(
      `The ${kind.toLowerCase()} with name ${name} cannot be found.`,
    );
  }
  return entity;
}

/** Actions that users, roles and groups share: inline and attached policies. */
export function holderHandlers(
  kind: HolderKind,
  entitiesOf: (call: IamCall) => EntityMap<HolderEntity>,
): IamHandlers {
  const find = (call: IamCall, context?: ContextValues) =>
    findHolder(call, kind, entitiesOf(call), context);
  return {
    [`Put${kind}Policy`](call) {
      const holder = find(call);
      const quota =
        call.account.quotas[
          `${kind.toLowerCase() as 'user' | 'role' | 'group'}PolicySize`
        ];
      const name = call.parameters.require('PolicyName');
      checkName('policy', name);
      const policy = readPolicy(
        call.parameters.require('PolicyDocument'),
        'identity',
        quota,
        `${kind}PolicySize`,
      );
      const others = [...holder.inline].filter(([other]) => other !== name);
      const size = [...others.map(([, { text }]) => text), policy.text]
        .join('')
        .replace(/\s/g, '').length;
      if (size > quota) {
        throw limitExceeded(
          `Maximum policy size of ${quota} bytes exceeded for ${kind.toLowerCase()} ${
            holder.name
          }`,
        );
      }
      holder.inline.set(name, policy);
      return undefined;
    },
    [`Get${kind}Policy`](call) {
      const holder = find(call);
      const name = call.parameters.require('PolicyName');
      const policy = holder.inline.get(name);
      if (!policy) {
        throw missingInline(kind, name);
      }
      return {
        [`${kind}Name`]: holder.name,
        PolicyName: name,
        PolicyDocument: encodeDocument(policy.text),
      };
    },
    [`Delete${kind}Policy`](call) {
      const holder = find(call);
      const name = call.parameters.require('PolicyName');
      if (!holder.inline.delete(name)) {
        throw missingInline(kind, name);
      }
      return undefined;
    },
    [`List${kind}Policies`](call) {
      const { items, paging } = pageOf(
        [...find(call).inline.keys()],
        call.parameters,
      );
      return { PolicyNames: items, ...paging };
    },
    [`Attach${kind}Policy`](call) {
      const arn = call.parameters.require('PolicyArn');
      const holder = find(call, { 'iam:PolicyARN': arn });
      if (!isPolicyArn(arn)) {
        throw new AwsError('InvalidInput', 400, `ARN ${arn} is not valid.`);
      }
      if (!call.account.policy(arn)) {
        throw noSuchEntity(
          `Policy ${arn} does not exist or is not attachable.`,
        );
      }
      const quota = call.account.quotas[`policiesPer${kind}`];
      if (!holder.attached.has(arn) && holder.attached.size >= quota) {
        throw limitExceeded(
          `Cannot exceed quota for PoliciesPer${kind}: ${quota}`,
        );
      }
      holder.attached.add(arn);
      return undefined;
    },
    [`Detach${kind}Policy`](call) {
      const arn = call.parameters.require('PolicyArn');
      const holder = find(call, { 'iam:PolicyARN': arn });
      if (!holder.attached.delete(arn)) {
        throw noSuchEntity(`Policy ${arn} was not found.`);
      }
      return undefined;
    },
    [`ListAttached${kind}Policies`](call) {
      const { items, paging } = pageOf(
        renderAttached(find(call)),
        call.parameters,
      );
      return { AttachedPolicies: items, ...paging };
    },
  };
}

/** Actions on tags, for users and roles. */
export function tagHandlers(
  kind: HolderKind,
  entitiesOf: (call: IamCall) => EntityMap<HolderEntity>,
): IamHandlers {
  return {
    [`Tag${kind}`](call) {
      const added = call.parameters.tags();
      const holder = findHolder(
        call,
        kind,
        entitiesOf(call),
        requestTagContext(added),
      );
      holder.tags = withTags(holder.tags, added, call.account.quotas.tags);
      return undefined;
    },
    [`Untag${kind}`](call) {
      const keys = call.parameters.list('TagKeys');
      const holder = findHolder(call, kind, entitiesOf(call), {
        'aws:TagKeys': keys,
      });
      holder.tags = withoutTags(holder.tags, keys);
      return undefined;
    },
    [`List${kind}Tags`](call) {
      const { tags } = findHolder(call, kind, entitiesOf(call));
      const { items, paging } = pageOf(Object.entries(tags), call.parameters);
      return { Tags: renderTags(Object.fromEntries(items)), ...paging };
    },
  };
}

export function listHolders<T extends HolderEntity>(
  call: IamCall,
  kind: HolderKind,
  entities: EntityMap<T>,
) {
  call.authorise(`${kind.toLowerCase()}/*`);
  return pageOf(
    byPath(entities.settled.values(), call.parameters),
    call.parameters,
  );
}

/** @throws DeleteConflict 409 */
export function checkNothingAttached(holder: HolderEntity): void {
  if (holder.attached.size > 0) {
    throw deleteConflict(
      'Cannot delete entity, must detach all policies first.',
    );
  }
  if (holder.inline.size > 0) {
    throw deleteConflict('Cannot delete entity, must delete policies first.');
  }
}

function missingInline(kind: HolderKind, name: string) {
  return noSuchEntity(
    `The ${kind.toLowerCase()} policy with name ${name} cannot be found.`,
  );
}
