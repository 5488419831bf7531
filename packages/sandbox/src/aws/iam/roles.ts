import {
  entityAlreadyExists,
  limitExceeded,
  validationError,
} from '../AwsError';
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
import { requestTagContext, withTags } from './tags';

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
    call.authorise(
      arn,
      {
        ...(wanted && { 'iam:PermissionsBoundary': wanted }),
        ...requestTagContext(tags),
      },
      'TagRole',
    );
    const tagged = withTags({}, tags, account.quotas.tags);
    const description = readDescription(call);
    const maxSessionDuration = checkMaxSessionDuration(
      parameters.number('MaxSessionDuration') ?? 3600,
    );
    const trust = readTrust(
      parameters.require('AssumeRolePolicyDocument'),
      call.world,
      account.quotas.trustPolicySize,
    );
    const boundary = readBoundary(call);
    if (account.roles.has(name)) {
      throw entityAlreadyExists(`Role with name ${name} already exists.`);
    }
    if (account.roles.size >= account.quotas.roles) {
      throw limitExceeded(
        `Cannot exceed quota for RolesPerAccount: ${account.quotas.roles}`,
      );
    }
    const role: Role = {
      name,
      path,
      arn,
      id: uniqueId('AROA'),
      createdAt: call.now,
      tags: tagged,
      description,
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
    const description = readDescription(call);
    if (duration !== undefined) {
      role.maxSessionDuration = checkMaxSessionDuration(duration);
    }
    role.description = description ?? role.description;
    return {};
  },

  UpdateRoleDescription(call) {
    const role = find(call);
    call.parameters.require('Description');
    role.description = readDescription(call);
    return { Role: renderRole(role) };
  },

  UpdateAssumeRolePolicy(call) {
    find(call).trust = readTrust(
      call.parameters.require('PolicyDocument'),
      call.world,
      call.account.quotas.trustPolicySize,
    );
    return undefined;
  },
};

const MAXIMUM_DESCRIPTION = 1000;

/** @throws ValidationError 400 when it is too long or has characters outside Latin-1 */
function readDescription(call: IamCall): string | undefined {
  const text = call.parameters.get('Description');
  if (text === undefined) {
    return undefined;
  }
  if (text.length > MAXIMUM_DESCRIPTION) {
    throw validationError(
      `1 validation error detected: Value at 'description' failed to satisfy constraint: Member must have length less than or equal to ${MAXIMUM_DESCRIPTION}`,
    );
  }
  if (!/^[\t\n\r\x20-\x7e\xa1-\xff]*$/.test(text)) {
    throw validationError(
      "1 validation error detected: Value at 'description' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\u0009\\u000A\\u000D\\u0020-\\u007E\\u00A1-\\u00FF]*",
    );
  }
  return text;
}
