import {
  InputError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { KnownCluster, paths, RoleSeeker } from 'backstage-plugin-irsa-common';

export type ReachableQuery = NonNullable<
  paths['/reachable-roles']['get']['parameters']['query']
>;

/**
 * Who is asked about. Throws InputError when the query does not name them whole, NotFoundError for a cluster that does not exist, and
 * ServiceUnavailableError for one whose issuer was not read.
 */
export function seekerOf(
  query: ReachableQuery,
  clusters: readonly KnownCluster[],
  clusterNames: readonly string[],
): RoleSeeker {
  const { from, cluster, namespace, name, repository, roleArn } = query;
  if (from === 'role' && roleArn) {
    return { kind: 'role', arn: roleArn };
  }
  if (from === 'repository' && repository) {
    return { kind: 'repository', repository };
  }
  if (from === 'serviceAccount' && cluster && namespace && name) {
    const known = clusters.find(each => each.name === cluster);
    if (!known && !clusterNames.includes(cluster)) {
      throw new NotFoundError(
        `There is no cluster ${cluster}. Look at the list of clusters.`,
      );
    }
    if (!known) {
      throw new ServiceUnavailableError(
        `The issuer of cluster ${cluster} was not read, so it is not known which roles its ServiceAccounts can become. Try again when the cluster answers.`,
      );
    }
    return { kind: 'serviceAccount', issuer: known.issuer, namespace, name };
  }
  throw new InputError(
    'Say who: from=serviceAccount with cluster, namespace and name; from=repository with repository; or from=role with roleArn.',
  );
}
