import {
  AccountCoverage,
  ReachableRole,
  rolesWithin,
} from 'backstage-plugin-irsa-common';
import { ClusterRegistry } from '../../clusters/types';
import { TrustService } from '../types';
import { ReachableQuery, seekerOf } from './seekerOf';

/** Which roles a ServiceAccount, a repository or a role can become. */
export class ReachableRoles {
  constructor(
    private readonly options: {
      trust: Pick<TrustService, 'chains'>;
      clusters: Pick<ClusterRegistry, 'all'>;
    },
  ) {}

  /**
   * Nearest first. Throws InputError, NotFoundError, and ServiceUnavailableError when the cluster's issuer was not read.
   *
   * @param maySee - ARNs of the roles that the asker may see; undefined: all
   */
  async find(
    query: ReachableQuery,
    maySee: ReadonlySet<string> | undefined,
  ): Promise<{
    items: ReachableRole[];
    hidden: number;
    accounts: AccountCoverage[];
  }> {
    const { trust, clusters } = this.options;
    const read = await trust.chains();
    const names = clusters.all().map(({ name }) => name);
    const seeker = seekerOf(query, read.clusters, names);
    const all = rolesWithin(seeker, read.roles);
    const seen = (arn: string | undefined) =>
      arn !== undefined && (maySee === undefined || maySee.has(arn));
    const items = all
      .filter(({ arn }) => seen(arn))
      .map(({ via, ...role }) => (seen(via) ? { ...role, via } : role));
    return {
      items,
      hidden: all.length - items.length,
      accounts: read.accounts,
    };
  }
}
