import { effectOn, IdentityPolicy, matchOf, texts } from './IdentityChange';

/**
 * OpenShift lets a Pod have an id, a volume or a right of the node only by constraints that are granted to its ServiceAccount. Grants
 * by a role are bindings; these are the users that the constraints name themselves.
 * https://docs.redhat.com/en/documentation/openshift_container_platform/4.17/html/authentication_and_authorization/managing-pod-security-policies
 */
export const openShiftConstraints: IdentityPolicy = (object, change) => {
  const users = texts(object.users);
  const isNamed = (name: string) =>
    users.includes(`system:serviceaccount:${change.namespace}:${name}`);
  return effectOn([matchOf(isNamed, change)], 'allows');
};
