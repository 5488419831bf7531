import { JsonObject, User } from '../types';

/** A user as reviews show it (`UserInfo` of authentication.k8s.io). */
export function userInfo(user: User): JsonObject {
  return {
    username: user.name,
    ...(user.uid ? { uid: user.uid } : {}),
    groups: user.groups,
    ...(user.extra ? { extra: { ...user.extra } } : {}),
  };
}
