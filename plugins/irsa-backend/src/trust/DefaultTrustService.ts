import {
  AccountCoverage,
  assessTrust,
  proposeTrust,
  servicesNamedIn,
  Role,
  TrustReach,
  TrustReview,
  TrustReviewContext,
} from 'backstage-plugin-irsa-common';
import {
  AccountHandle,
  AccountRegistry,
  IamRole,
  IamSnapshot,
} from '../accounts/types';
import { ClusterRegistry } from '../clusters/types';
import { IrsaConfig, TrustSettings } from '../config/IrsaConfig';
import { canonicalYaml } from '../shared/canonicalYaml';
import { managedByTag } from '../plan/world/World';
import { ownerOfRole } from './changes/ownerOfRole';
import { sourceOfRole } from './changes/sourceOfRole';
import { KnownClusters, ReadClusters } from './KnownClusters';
import { MAX_AGE_MS, readCovered } from './readCovered';
import { chainRole } from './reachable/chainRole';
import { policyHash } from './policyHash';
import { notThere, policyNow } from './policyNow';
import { ReadPolicy, RoleInView, TrustService } from './types';

const verdicts: Role['verdict'][] = ['dangerous', 'risky', 'broken', 'safe'];

/** Roles of all accounts, reviewed. */
export class DefaultTrustService implements TrustService {
  private constructor(
    private readonly accounts: AccountRegistry,
    private readonly clusters: KnownClusters,
    private readonly settings: TrustSettings,
  ) {}

  static create(options: {
    accounts: AccountRegistry;
    clusters: ClusterRegistry;
    config: IrsaConfig;
  }): DefaultTrustService {
    return new DefaultTrustService(
      options.accounts,
      new KnownClusters(options.clusters),
      options.config.trust,
    );
  }

  async list(): Promise<{ items: Role[]; accounts: AccountCoverage[] }> {
    const clusters = await this.clusters.get();
    const read = await Promise.all(
      this.accounts
        .all()
        .map(account =>
          readCovered(account, snapshot =>
            snapshot.roles
              .filter(role => !isServiceLinked(role))
              .map(role =>
                described(
                  role,
                  snapshot,
                  assessTrust(
                    role.trustPolicy,
                    this.contextOf(role, snapshot, clusters),
                    { withEvidence: false },
                  ),
                ),
              ),
          ),
        ),
    );
    return {
      items: read
        .flatMap(({ items }) => items)
        .sort(
          (left, right) =>
            verdicts.indexOf(left.verdict) - verdicts.indexOf(right.verdict) ||
            left.name.localeCompare(right.name),
        ),
      accounts: read.map(({ coverage }) => coverage),
    };
  }

  async chains() {
    const clusters = await this.clusters.get();
    const read = await Promise.all(
      this.accounts
        .all()
        .map(account =>
          readCovered(account, snapshot =>
            snapshot.roles.map(role =>
              chainRole(
                role,
                snapshot,
                this.contextOf(role, snapshot, clusters),
              ),
            ),
          ),
        ),
    );
    return {
      roles: read.flatMap(({ items }) => items),
      clusters: clusters.clusters,
      accounts: read.map(({ coverage }) => coverage),
    };
  }

  async get(accountId: string, roleName: string): Promise<Role> {
    const { role, policy, context } = await this.look(
      accountId,
      roleName,
      'now if possible',
    );
    return {
      ...role,
      trustPolicyYaml: canonicalYaml(policy),
      trustPolicyJson: JSON.stringify(policy, null, 2),
      policyHash: policyHash(policy),
      proposal: proposeTrust(policy, context),
      context: forBrowsers(context, policy),
      hasTrail: this.accounts.get(accountId).trail !== undefined,
    };
  }

  async look(
    accountId: string,
    roleName: string,
    read: ReadPolicy,
  ): Promise<RoleInView> {
    const account = this.accounts.get(accountId);
    const [clusters, snapshot] = await Promise.all([
      this.clusters.get(read === 'now with clusters' ? 0 : undefined),
      account.snapshot({ maxAgeMs: MAX_AGE_MS, keysMaxAgeMs: Infinity }),
    ]);
    const known = snapshot.roles.find(({ name }) => name === roleName);
    if (!known || isServiceLinked(known)) {
      throw notThere(accountId, roleName);
    }
    const lately = { policy: known.trustPolicy, asOf: snapshot.asOf };
    const { policy, asOf } =
      read === 'lately'
        ? lately
        : await policyOf(account, roleName, read, lately);
    const role = { ...known, trustPolicy: policy };
    const context = this.contextOf(role, snapshot, clusters);
    return {
      role: described(role, snapshot, assessTrust(policy, context)),
      policy,
      context,
      asOf,
    };
  }

  async policies(): Promise<Map<string, { policy: unknown; asOf: string }>> {
    const read = await Promise.allSettled(
      this.accounts
        .all()
        .map(account =>
          account.snapshot({ maxAgeMs: MAX_AGE_MS, keysMaxAgeMs: Infinity }),
        ),
    );
    const policies = new Map<string, { policy: unknown; asOf: string }>();
    for (const each of read) {
      if (each.status === 'fulfilled') {
        const { roles, asOf } = each.value;
        roles.forEach(({ arn, trustPolicy }) =>
          policies.set(arn, { policy: trustPolicy, asOf }),
        );
      }
    }
    return policies;
  }

  private contextOf(
    role: IamRole,
    snapshot: IamSnapshot,
    { clusters, isComplete }: ReadClusters,
  ): TrustReviewContext {
    const { ownAccounts, vendorAccounts, ownIssuers, owners } = this.settings;
    return {
      now: new Date().toISOString(),
      accountId: snapshot.accountId,
      partition: role.arn.split(':')[1],
      providers: snapshot.missing.some(missing => /provider/i.test(missing))
        ? undefined
        : snapshot.providers,
      clusters,
      hasAllClusters: isComplete,
      acceptedServices: 'all',
      quota: snapshot.trustPolicyQuota,
      ownAccounts: [
        ...ownAccounts,
        ...this.accounts.all().map(({ accountId }) => accountId),
      ],
      vendorAccounts,
      ownIssuers,
      owners,
      role: {
        arn: role.arn,
        maxSessionSeconds: role.maxSessionDuration,
        tags: role.tags,
      },
    };
  }
}

/** From IAM and from no copy; where that is only wished for and IAM does not answer, what was read lately. */
async function policyOf(
  account: AccountHandle,
  roleName: string,
  read: ReadPolicy,
  lately: { policy: unknown; asOf: string },
): Promise<{ policy: unknown; asOf: string }> {
  const asOf = new Date().toISOString();
  try {
    return { policy: await policyNow(account, roleName), asOf };
  } catch (error) {
    const isSilent = (error as Error).name === 'ServiceUnavailableError';
    if (isSilent && read === 'now if possible') {
      return lately;
    }
    throw error;
  }
}

/**
 * Whether AWS itself says who may assume the role, so that there is nothing to review.
 * Source: IAM User Guide, "Create a service-linked role".
 */
function isServiceLinked({ path }: IamRole): boolean {
  return path.startsWith('/aws-service-role/');
}

/** Without names of ServiceAccounts, which not everybody who may see the role may see. */
function forBrowsers(
  { clusters = [], role: _, now, ...rest }: TrustReviewContext,
  policy: unknown,
): Role['context'] {
  return {
    ...rest,
    acceptedServices: servicesNamedIn(policy),
    now: now && new Date(now).toISOString(),
    clusters: clusters.map(({ name, issuer, environment }) => ({
      name,
      issuer,
      environment,
    })),
  };
}

function isOurs(tags: Record<string, string>): boolean {
  return tags[managedByTag.key] === managedByTag.value;
}

function described(
  role: IamRole,
  snapshot: IamSnapshot,
  { review, trust }: { review: TrustReview; trust: TrustReach },
): Role {
  const { ways } = trust;
  return {
    arn: role.arn,
    name: role.name,
    path: role.path,
    accountId: snapshot.accountId,
    createdAt: role.createdAt,
    lastUsedAt: role.lastUsedAt,
    ours: isOurs(role.tags),
    keptBy: isOurs(role.tags) ? undefined : ownerOfRole(role.tags),
    source: isOurs(role.tags) ? undefined : sourceOfRole(role.tags),
    ...review,
    reach: trust.reach,
    reachReason: trust.reach === 'notUnderstood' ? trust.reason : undefined,
    ways,
    subjects: ways.flatMap(({ subjects, patterns }) => [
      ...subjects,
      ...patterns.flatMap(({ matches }) => matches),
    ]),
    providers: ways.flatMap(({ kind, principal }) =>
      kind === 'token' ? [principal] : [],
    ),
    clusters: [...new Set(ways.flatMap(({ clusters }) => clusters))],
  };
}
