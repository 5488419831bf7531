import { limitExceeded, noSuchEntity, validationError } from '../AwsError';
import { AccessKey, User } from '../model/entities';
import { makeAccessKey } from '../model/accessKeyIds';
import { isoTime } from '../protocol/xml';
import { findHolder } from './holders';
import { IamCall, IamHandlers, take } from './IamCall';
import { pageOf } from './paging';

export const accessKeyHandlers: IamHandlers = {
  CreateAccessKey(call) {
    const user = findUser(call);
    const quota = call.account.quotas.accessKeysPerUser;
    if (user.accessKeys.length >= quota) {
      throw limitExceeded(
        `Cannot exceed quota for AccessKeysPerUser: ${quota}`,
      );
    }
    const key: AccessKey = {
      ...makeAccessKey(call.account.id),
      status: 'Active',
      createdAt: call.now,
    };
    user.accessKeys.push(key);
    call.account.keyMade(key.accessKeyId, user.name);
    return {
      AccessKey: { ...render(user, key), SecretAccessKey: key.secretAccessKey },
    };
  },

  ListAccessKeys(call) {
    const user = findUser(call);
    const { items, paging } = pageOf(user.accessKeys, call.parameters);
    return {
      AccessKeyMetadata: items.map(key => render(user, key)),
      ...paging,
    };
  },

  UpdateAccessKey(call) {
    const user = findUser(call);
    const key = findKey(call, user);
    const status = call.parameters.require('Status');
    if (status !== 'Active' && status !== 'Inactive') {
      throw validationError(
        `1 validation error detected: Value '${status}' at 'status' failed to satisfy constraint: Member must satisfy enum value set: [Active, Inactive]`,
      );
    }
    key.status = status;
    return undefined;
  },

  DeleteAccessKey(call) {
    const user = findUser(call);
    const key = findKey(call, user);
    user.accessKeys = user.accessKeys.filter(item => item !== key);
    return undefined;
  },

  GetAccessKeyLastUsed(call) {
    const id = call.parameters.require('AccessKeyId');
    const owner = call.account.keyOwner(id);
    const user =
      owner === undefined ? undefined : call.account.users.get(owner);
    call.authorise(user?.arn ?? '*');
    const key = user?.accessKeys.find(item => item.accessKeyId === id);
    if (!user || !key) {
      throw noSuchEntity(`The Access Key with id ${id} cannot be found.`);
    }
    const { lastUsed } = key;
    return {
      UserName: user.name,
      AccessKeyLastUsed: lastUsed
        ? {
            LastUsedDate: isoTime(lastUsed.date),
            ServiceName: lastUsed.service,
            Region: lastUsed.region,
          }
        : { ServiceName: 'N/A', Region: 'N/A' },
    };
  },
};

function findUser(call: IamCall): User {
  const { caller } = call.call;
  if (call.parameters.get('UserName') === undefined && caller.user) {
    call.authorise(caller.user.arn);
    const user = take(call, call.account.users, caller.user.name);
    if (user) {
      return user;
    }
  }
  return findHolder(call, 'User', call.account.users);
}

function findKey(call: IamCall, user: User): AccessKey {
  const id = call.parameters.require('AccessKeyId');
  const key = user.accessKeys.find(({ accessKeyId }) => accessKeyId === id);
  if (!key) {
    throw noSuchEntity(`The Access Key with id ${id} cannot be found.`);
  }
  return key;
}

function render(user: User, key: AccessKey) {
  return {
    UserName: user.name,
    AccessKeyId: key.accessKeyId,
    Status: key.status,
    CreateDate: isoTime(key.createdAt),
  };
}
