import { KINDS, listAll, listPath } from 'backstage-plugin-irsa-node';
import { ClusterHandle } from '../../clusters/types';
import { Json } from './podTemplate';

/**
 * Names of RoleBindings and ClusterRoleBindings that name a ServiceAccount; those of other namespaces as `namespace/name`. A binding
 * may stand in any namespace, and may name it as the user that it is. Undefined when they could not be read.
 *
 * https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-subjects
 */
export async function readBindings(
  cluster: ClusterHandle,
  namespace: string,
  name: string,
): Promise<string[] | undefined> {
  const isSubject = (subject: Json, own: string) =>
    (subject.kind === 'ServiceAccount' &&
      subject.name === name &&
      (subject.namespace ?? own) === namespace) ||
    (subject.kind === 'User' &&
      subject.name === `system:serviceaccount:${namespace}:${name}`);
  try {
    const [roles, clusterRoles] = await Promise.all([
      listAll<Json>(cluster, listPath(KINDS.RoleBinding)),
      listAll<Json>(cluster, listPath(KINDS.ClusterRoleBinding)),
    ]);
    return [...roles, ...clusterRoles].flatMap(({ metadata, subjects }) => {
      const { namespace: own = '', name: binding } = metadata as Record<
        string,
        string
      >;
      return ((subjects ?? []) as Json[]).some(each => isSubject(each, own))
        ? [own && own !== namespace ? `${own}/${binding}` : binding]
        : [];
    });
  } catch {
    return undefined;
  }
}
