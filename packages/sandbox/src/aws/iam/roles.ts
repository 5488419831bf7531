import { entityAlreadyExists } from '../AwsError';
import { Role } from '../model/entities';
import { uniqueId } from '../model/ids';
import { boundaryHandlers, readBoundary } from './boundaries';
import {
  checkMaxSessionDuration,
  checkName,
  checkPath,
  readTrust,
} from './checks';
import {
  checkNothingAttached,
  findHolder,
  holderHandlers,
  listHolders,
  tagHandlers,
} from './holders';
import { IamCall, IamHandlers } from './IamCall';
import { renderRole } from './render';

const roles = (call: IamCall) => call.account.roles;
const find = (call: IamCall) => findHolder(call, 'Role', call.account.roles);

export const roleHandlers: IamHandlers = {
  ...holderHandlers('Role', roles as never),
  ...tagHandlers('Role', roles as never),
  ...boundaryHandlers('Role', roles as never),

  CreateRole(call) {
    const { parameters, account } = call;
    const name = parameters.require('RoleName');
    checkName('role', name);
    const path = checkPath(parameters.get('Path') ?? '/');
    const arn = account.arn(`role${path}${name}`);
    const wanted = parameters.get('PermissionsBoundary');
    const tags = parameters.tags();
    call.authorise(arn, {
      ...(wanted && { 'iam:PermissionsBoundary': wanted }),
      'aws:TagKeys': Object.keys(tags),
      ...Object.fromEntries(
        Object.entries(tags).map(([key, value]) => [
          `aws:RequestTag/${key}`,
          value,
        ]),
      ),
    });
    const maxSessionDuration = checkMaxSessionDuration(
      parameters.number('MaxSessionDuration') ?? 3600,
    );
    const trust = readTrust(
      parameters.require('AssumeRolePolicyDocument'),
      call.world,
    );
    const boundary = readBoundary(call);
    if (account.roles.has(name))
      throw entityAlreadyExists(`Role with name ${name} already exists.`);
    const role: Role = {
      name,
      path,
      arn,
      id: uniqueId('AROA'),
      createdAt: call.now,
      tags,
      description: parameters.get('Description'),
      trust,
      maxSessionDuration,
      inline: new Map(),
      attached: new Set(),
      serviceUse: new Map(),
      ...(boundary && { boundary }),
    };
    account.roles.add(role);
    return { Role: renderRole(role) };
  },

  GetRole(call) {
    return { Role: renderRole(find(call)) };
  },

  ListRoles(call) {
    const { items, paging } = listHolders(call, 'Role', call.account.roles);
    return { Roles: items.map(role => renderRole(role, false)), ...paging };
  },

  DeleteRole(call) {
    const role = find(call);
    checkNothingAttached(role);
    call.account.roles.delete(role.name);
    return undefined;
  },

  UpdateRole(call) {
    const role = find(call);
    const duration = call.parameters.number('MaxSessionDuration');
    if (duration !== undefined)
      role.maxSessionDuration = checkMaxSessionDuration(duration);
    role.description = call.parameters.get('Description') ?? role.description;
    return {};
  },

  UpdateAssumeRolePolicy(call) {
    find(call).trust = readTrust(
      call.parameters.require('PolicyDocument'),
      call.world,
    );
    return undefined;
  },
};
