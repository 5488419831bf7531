import { LoggerService } from '@backstage/backend-plugin-api';
import { Workload, workloadId } from 'backstage-plugin-irsa-common';
import {
  AccountRegistry,
  AttachedPolicy,
  IamSnapshot,
} from '../accounts/types';
import { ClusterRegistry } from '../clusters/types';
import { IrsaConfig } from '../config/IrsaConfig';
import { MigrationService } from '../migration/types';
import { scrub } from '../shared/scrub';
import { IdentityPolicies } from './decideRequest';
import { roleOf, RoleChoice } from './roleOf';

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
  snapshot?: IamSnapshot;
}

/** Reads what a preview of a workload is made of. An account that cannot be read costs precision only. */
export async function readPreviewWorld(
  sources: PreviewSources,
  workload: Workload,
  region?: string,
): Promise<PreviewWorld> {
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
  let snapshot: IamSnapshot | undefined;
  let partition = role.execution?.partition ?? 'aws';
  try {
    snapshot = await account?.snapshot({
      maxAgeMs: SNAPSHOT_AGE_MS,
      keysMaxAgeMs: Infinity,
    });
    const { target } = role;
    if (target && !snapshot?.roles.some(({ arn }) => arn === target.roleArn)) {
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

/** Of the user whose key it is. */
export function userPolicies(
  world: PreviewWorld,
): IdentityPolicies | undefined {
  const name =
    world.role.execution?.key?.userName ??
    world.workload.keys.find(({ userName }) => userName)?.userName;
  const user = world.snapshot?.users.find(candidate => candidate.name === name);
  return (
    user && {
      arn: user.arn,
      title: `user ${user.name}`,
      policies: user.policies,
    }
  );
}

/** Of the role. */
export function rolePolicies(
  world: PreviewWorld,
): IdentityPolicies | undefined {
  const role = world.snapshot?.roles.find(
    ({ arn }) => arn === world.role.target?.roleArn,
  );
  return (
    role && {
      arn: role.arn,
      title: `role ${role.name}`,
      policies: role.policies,
    }
  );
}
