import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
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
   * Nearest first. Throws InputError, NotFoundError, and ServiceUnavailableError when the cluster's issuer or the role itself was not read.
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
    const seen = (arn: string | undefined) =>
      arn !== undefined && (maySee === undefined || maySee.has(arn));
    if (
      seeker.kind === 'role' &&
      !(seen(seeker.arn) && read.roles.some(({ arn }) => arn === seeker.arn))
    ) {
      throw notRead(seeker.arn, read.accounts);
    }
    const all = rolesWithin(seeker, read.roles);
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

/** No role is known that it can become, which is not the same as none. */
function notRead(arn: string, accounts: AccountCoverage[]): Error {
  const [, , , , accountId] = arn.split(':');
  const unread = accounts.find(
    account =>
      account.accountId === accountId &&
      !['ok', 'partial'].includes(account.state),
  );
  return unread
    ? new ServiceUnavailableError(
        `Account ${accountId} could not be read, so it is not known what the role ${arn} can become. Try again when the account answers.`,
      )
    : new NotFoundError(
        `The role ${arn} is not among the roles that were read and that you may see, so it is not known what it can become. Look at its ARN, and at the list of accounts.`,
      );
}
