import {
  deleteConflict,
  entityAlreadyExists,
  limitExceeded,
  noSuchEntity,
} from '../AwsError';
import { User } from '../model/entities';
import { uniqueId } from '../model/ids';
import { checkName, checkPath } from './checks';
import {
  checkNothingAttached,
  findHolder,
  holderHandlers,
  listHolders,
} from './holders';
import { IamCall, IamHandlers, take } from './IamCall';
import { pageOf } from './paging';
import { renderGroup, renderUser } from './render';

const groups = (call: IamCall) => call.account.groups;
const find = (call: IamCall) => findHolder(call, 'Group', call.account.groups);

export const groupHandlers: IamHandlers = {
  ...holderHandlers('Group', groups),

  CreateGroup(call) {
    const { parameters, account } = call;
    const name = parameters.require('GroupName');
    checkName('group', name);
    const path = checkPath(parameters.get('Path') ?? '/');
    const arn = account.arn(`group${path}${name}`);
    call.authorise(arn);
    if (account.groups.has(name)) {
      throw entityAlreadyExists(`Group with name ${name} already exists.`);
    }
    if (account.groups.size >= account.quotas.groups) {
      throw limitExceeded(
        `Cannot exceed quota for GroupsPerAccount: ${account.quotas.groups}`,
      );
    }
    const group = account.groups.add({
      name,
      path,
      arn,
      id: uniqueId('AGPA'),
      createdAt: call.now,
      tags: {},
      inline: new Map(),
      attached: new Set(),
    });
    return { Group: renderGroup(group) };
  },

  GetGroup(call) {
    const group = find(call);
    const { items, paging } = pageOf(
      membersOf(call, group.name),
      call.parameters,
    );
    return {
      Group: renderGroup(group),
      Users: items.map(user => renderUser(user, false)),
      ...paging,
    };
  },

  ListGroups(call) {
    const { items, paging } = listHolders(call, 'Group', call.account.groups);
    return { Groups: items.map(renderGroup), ...paging };
  },

  DeleteGroup(call) {
    const group = find(call);
    if (membersOf(call, group.name).length > 0) {
      throw deleteConflict(
        'Cannot delete entity, must remove users from group first.',
      );
    }
    checkNothingAttached(group);
    call.account.groups.delete(group.name);
    return undefined;
  },

  AddUserToGroup(call) {
    const group = find(call);
    const user = findUser(call);
    const quota = call.account.quotas.groupsPerUser;
    if (!user.groups.has(group.name) && user.groups.size >= quota) {
      throw limitExceeded(`Cannot exceed quota for GroupsPerUser: ${quota}`);
    }
    user.groups.add(group.name);
    return undefined;
  },

  RemoveUserFromGroup(call) {
    const group = find(call);
    if (!findUser(call).groups.delete(group.name)) {
      throw noSuchEntity(`The user is not in the group ${group.name}.`);
    }
    return undefined;
  },

  ListGroupsForUser(call) {
    const user = findHolder(call, 'User', call.account.users);
    const list = [...user.groups].flatMap(
      name => call.account.groups.get(name) ?? [],
    );
    const { items, paging } = pageOf(list, call.parameters);
    return { Groups: items.map(renderGroup), ...paging };
  },
};

function membersOf(call: IamCall, group: string): User[] {
  return call.account.users.values().filter(user => user.groups.has(group));
}

function findUser(call: IamCall): User {
  const name = call.parameters.require('UserName');
  const user = take(call, call.account.users, name);
  if (!user) {
    throw noSuchEntity(`The user with name ${name} cannot be found.`);
  }
  return user;
}
