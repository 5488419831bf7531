import { LoggerService } from '@backstage/backend-plugin-api';
import { Workload, workloadId } from 'backstage-plugin-irsa-common';
import { readIdentitiesNow } from '../accounts/readIdentitiesNow';
import {
  AccountHandle,
  AccountRegistry,
  AttachedPolicy,
  IamRole,
  IamSnapshot,
  IamUser,
} from '../accounts/types';
import { ClusterRegistry } from '../clusters/types';
import { IrsaConfig } from '../config/IrsaConfig';
import { MigrationService } from '../migration/types';
import { scrub } from '../shared/scrub';
import { IdentityPolicies } from './decideRequest';
import { roleOf, RoleChoice } from './roleOf';
import { understoodPolicies } from './understoodPolicies';

const SNAPSHOT_AGE_MS = 60_000;

/** Where the parts of a preview come from. */
export interface PreviewSources {
  clusters: ClusterRegistry;
  accounts: AccountRegistry;
  migrations: Pick<MigrationService, 'current' | 'noteOwnUse'>;
  config: IrsaConfig;
  logger: LoggerService;
}

/** The parts of which a preview is made. */
export interface PreviewWorld {
  workload: Workload;
  role: RoleChoice;
  accountId?: string;
  partition: string;
  region: string;
  snapshot?: Identities;
}

type Identities = Pick<
  IamSnapshot,
  'accountId' | 'users' | 'roles' | 'missing'
>;

/**
 * Reads what a preview of a workload is made of. An account that cannot be read costs precision only.
 *
 * @param options - `policiesMaxAgeMs`: how old what is known of users and roles may be; less where a verdict rests on it.
 *   `ofOneOnly`: of the account, only the user of the key and the role are read, as they are now
 */
export async function readPreviewWorld(
  sources: PreviewSources,
  workload: Workload,
  options: {
    region?: string;
    policiesMaxAgeMs?: number;
    ofOneOnly?: boolean;
  } = {},
): Promise<PreviewWorld> {
  const { region, policiesMaxAgeMs = SNAPSHOT_AGE_MS, ofOneOnly } = options;
  const { clusters, accounts, config, migrations, logger } = sources;
  const cluster = clusters.get(workload.cluster);
  const current = await migrations.current(workloadId(workload));
  const role = roleOf(workload, current, cluster.config.audience);
  const accountId =
    role.execution?.accountId ??
    workload.keys.find(key => key.accountId)?.accountId ??
    cluster.config.accountId;
  const account =
    accountId && accounts.has(accountId) ? accounts.get(accountId) : undefined;
  let snapshot: Identities | undefined;
  let partition = role.execution?.partition ?? 'aws';
  try {
    snapshot = ofOneOnly
      ? account && (await identitiesOf({ role, workload }, account))
      : await account?.snapshot({
          maxAgeMs: policiesMaxAgeMs,
          keysMaxAgeMs: Infinity,
        });
    const { target } = role;
    if (
      !ofOneOnly &&
      target &&
      !snapshot?.roles.some(({ arn }) => arn === target.roleArn)
    ) {
      // The role is younger than the snapshot.
      snapshot = await account?.snapshot({
        maxAgeMs: 0,
        keysMaxAgeMs: Infinity,
      });
    }
    partition = (await account?.partition()) ?? partition;
  } catch (error) {
    // Without it, only the explanations of denials are less precise.
    logger.warn(
      `Account ${accountId} could not be read: ${scrub(String(error))}`,
    );
  }
  return {
    workload,
    role,
    accountId,
    snapshot,
    partition,
    region:
      region ??
      role.execution?.region ??
      cluster.config.region ??
      config.aws.region,
  };
}

/** Those of the key's user and of the role; undefined when neither could be read. */
export function policiesOf(world: PreviewWorld): AttachedPolicy[] | undefined {
  const both = [userPolicies(world), rolePolicies(world)];
  const read = both.flatMap(each => each ?? []);
  return read.length > 0 ? read.flatMap(each => each.policies) : undefined;
}

/** Only what a world of one workload needs, as it is now; undefined when it could not be read. */
async function identitiesOf(
  world: Pick<PreviewWorld, 'role' | 'workload'>,
  account: AccountHandle,
): Promise<Identities> {
  return readIdentitiesNow(account, {
    user: userNameOf(world, account.accountId),
    role: roleArnOf(world)?.split('/').pop(),
  });
}

function roleArnOf({
  role: { target, ofPodsOnly },
}: Pick<PreviewWorld, 'role'>): string | undefined {
  return target?.roleArn ?? ofPodsOnly;
}

/** A user of the same name in another account is somebody else. */
function userNameOf(
  { role, workload }: Pick<PreviewWorld, 'role' | 'workload'>,
  inAccount: string | undefined,
): string | undefined {
  return (
    role.execution?.key?.userName ??
    workload.keys.find(
      ({ userName, accountId }) =>
        userName && (!accountId || accountId === inAccount),
    )?.userName
  );
}

/** The user whose key it is; undefined when that is not known, or the account could not be read. */
export function userOf(
  world: Pick<PreviewWorld, 'role' | 'workload' | 'snapshot'>,
): IamUser | undefined {
  const { snapshot } = world;
  const name = userNameOf(world, snapshot?.accountId);
  return snapshot?.users.find(user => user.name === name);
}

/** Of the user whose key it is. */
export function userPolicies(
  world: PreviewWorld,
): IdentityPolicies | undefined {
  const user = userOf(world);
  return (
    user && {
      arn: user.arn,
      title: `user ${user.name}`,
      ...understoodPolicies(
        user.policies,
        world.snapshot?.missing ?? [],
        'user',
      ),
    }
  );
}

/** The role as IAM has it; undefined when there is none, or the account could not be read. */
export function roleIn(
  world: Pick<PreviewWorld, 'role' | 'snapshot'>,
): IamRole | undefined {
  const roleArn = roleArnOf(world);
  return world.snapshot?.roles.find(({ arn }) => arn === roleArn);
}

/** Of the role. */
export function rolePolicies(
  world: PreviewWorld,
): IdentityPolicies | undefined {
  const role = roleIn(world);
  return (
    role && {
      arn: role.arn,
      title: `role ${role.name}`,
      ...understoodPolicies(
        role.policies,
        world.snapshot?.missing ?? [],
        'role',
      ),
    }
  );
}
