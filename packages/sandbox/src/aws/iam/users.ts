import {
  deleteConflict,
  entityAlreadyExists,
  limitExceeded,
} from '../AwsError';
import { User } from '../model/entities';
import { uniqueId } from '../model/ids';
import { boundaryHandlers, readBoundary } from './boundaries';
import { checkName, checkPath } from './checks';
import {
  checkNothingAttached,
  findHolder,
  holderHandlers,
  listHolders,
  tagHandlers,
} from './holders';
import { IamCall, IamHandlers } from './IamCall';
import { renderUser } from './render';
import { requestTagContext, withTags } from './tags';

const users = (call: IamCall) => call.account.users;

export const userHandlers: IamHandlers = {
  ...holderHandlers('User', users as never),
  ...tagHandlers('User', users as never),
  ...boundaryHandlers('User', users as never),

  CreateUser(call) {
    const { parameters, account } = call;
    const name = parameters.require('UserName');
    checkName('user', name);
    const path = checkPath(parameters.get('Path') ?? '/');
    const arn = account.arn(`user${path}${name}`);
    const wanted = parameters.get('PermissionsBoundary');
    call.authorise(arn, {
      ...(wanted && { 'iam:PermissionsBoundary': wanted }),
      ...requestTagContext(parameters.tags()),
    });
    const tags = withTags({}, parameters.tags(), account.quotas.tags);
    const boundary = readBoundary(call);
    if (account.users.has(name)) {
      throw entityAlreadyExists(`User with name ${name} already exists.`);
    }
    if (account.users.size >= account.quotas.users) {
      throw limitExceeded(
        `Cannot exceed quota for UsersPerAccount: ${account.quotas.users}`,
      );
    }
    const user: User = {
      name,
      path,
      arn,
      id: uniqueId('AIDA'),
      createdAt: call.now,
      tags,
      inline: new Map(),
      attached: new Set(),
      groups: new Set(),
      accessKeys: [],
      serviceUse: new Map(),
      ...(boundary && { boundary }),
    };
    account.users.add(user);
    return { User: renderUser(user) };
  },

  GetUser(call) {
    const { caller } = call.call;
    if (call.parameters.get('UserName') === undefined && caller.user) {
      call.authorise(caller.user.arn);
      return { User: renderUser(caller.user) };
    }
    return { User: renderUser(findHolder(call, 'User', call.account.users)) };
  },

  ListUsers(call) {
    const { items, paging } = listHolders(call, 'User', call.account.users);
    return { Users: items.map(user => renderUser(user, false)), ...paging };
  },

  /** Gives a user another name or path. Its id, its keys and all that it has stay. Source: IAM API, UpdateUser. */
  UpdateUser(call) {
    const { account, parameters } = call;
    const user = findHolder(call, 'User', account.users);
    const name = parameters.get('NewUserName') ?? user.name;
    checkName('user', name, 'newUserName');
    const path = checkPath(parameters.get('NewPath') ?? user.path);
    const arn = account.arn(`user${path}${name}`);
    call.authorise(arn);
    if (name !== user.name && account.users.has(name)) {
      throw entityAlreadyExists(`User with name ${name} already exists.`);
    }
    account.users.delete(user.name);
    account.users.add({ ...user, name, path, arn });
    user.accessKeys.forEach(({ accessKeyId }) =>
      account.keyMade(accessKeyId, name),
    );
    return undefined;
  },

  DeleteUser(call) {
    const user = findHolder(call, 'User', call.account.users);
    checkNothingAttached(user);
    if (user.accessKeys.length > 0) {
      throw deleteConflict(
        'Cannot delete entity, must delete access keys first.',
      );
    }
    if (user.groups.size > 0) {
      throw deleteConflict(
        'Cannot delete entity, must remove users from group first.',
      );
    }
    call.account.users.delete(user.name);
    return undefined;
  },
};
