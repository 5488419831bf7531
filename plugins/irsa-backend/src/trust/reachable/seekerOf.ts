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
  const { branch, environment } = query;
  if (from === 'role' && roleArn) {
    return { kind: 'role', arn: roleArn };
  }
  if (from === 'repository' && repository) {
    if (branch && environment) {
      throw new InputError(
        'Say branch or environment, not both: the token of a job in an environment does not say on which branch it runs.',
      );
    }
    if (branch?.startsWith('refs/')) {
      throw new InputError(
        'Say the name of the branch alone, as main, without refs/heads/ before it.',
      );
    }
    const job = jobOf(branch, environment);
    return { kind: 'repository', repository, ...(job && { job }) };
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

/** As the token of a job says it. Source: GitHub Docs, "OpenID Connect reference", on the filters of subjects. */
function jobOf(
  branch: string | undefined,
  environment: string | undefined,
): string | undefined {
  if (environment) {
    return `environment:${environment.replace(/:/g, '%3A')}`;
  }
  return branch && `ref:refs/heads/${branch}`;
}
