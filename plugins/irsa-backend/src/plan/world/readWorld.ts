import { GetPolicyCommand, GetPolicyVersionCommand } from '@aws-sdk/client-iam';
import {
  InputError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { kindName, PlanRequest } from 'backstage-plugin-irsa-common';
import {
  kindChangedInPlace,
  KINDS,
  KubernetesObject,
  objectPath,
  readObject,
} from 'backstage-plugin-irsa-node';
import { readWithKeys } from '../../accounts/readWithKeys';
import {
  AccountHandle,
  AccountRegistry,
  IamSnapshot,
} from '../../accounts/types';
import { withRoleAndProvider } from '../../accounts/withRoleAndProvider';
import { settingOf } from '../../clusters/settingOf';
import { awsHalfSetting } from '../../config/awsHalfSetting';
import { ClusterHandle, ClusterRegistry } from '../../clusters/types';
import { IrsaConfig } from '../../config/IrsaConfig';
import { Inventory } from '../../inventory/types';
import { accountOf, PlanAccount } from './accountOf';
import { completeSnapshot, unreadSnapshot } from './completeSnapshot';
import { readIdentityPolicies } from './identity/readIdentityPolicies';
import { findUser } from './findUser';
import { readConsumers } from './kubernetesReads';
import { readObjectFacts } from './objectFacts';
import { identityChoice, notAsWanted } from './identityChoice';
import { planTarget } from './planTarget';
import { readMesh } from './mesh';
import { Json, podSpec, WorkloadObject } from './podTemplate';
import { ownServiceAccountName } from '../policy/identityNames';
import { SourceFacts } from './readCode';
import { readClusterAccess } from './readClusterAccess';
import { eksOf, podIdentitiesIn, readPodIdentity } from './readPodIdentity';
import { readBindings } from './readBindings';
import { readRights } from './readRights';
import { readResourcePolicies } from './resourcePolicies';
import { readWebhook } from './readWebhook';
import { readSurroundings } from './surroundings';
import { workloadPath } from './workloadPath';
import {
  COLLECTOR_ANNOTATION,
  LINKERD_ANNOTATIONS,
  PROXY_ANNOTATIONS,
  World,
} from './World';

/** The services from which a plan is made. */
export interface WorldSources {
  clusters: ClusterRegistry;
  accounts: AccountRegistry;
  inventory: Inventory;
  config: IrsaConfig;
}

/**
 * Reads everything that a plan depends on, from the cluster and the account and never from stored data.
 *
 * @param said - what the source of the workload says, where it was read
 */
export async function readWorld(
  sources: WorldSources,
  request: PlanRequest,
  said: SourceFacts = {},
): Promise<World> {
  const began = Date.now();
  const { config, inventory } = sources;
  const { namespace, kind, name } = request.workload;
  const cluster = sources.clusters.get(request.workload.cluster);
  if (!kindChangedInPlace(kind)) {
    throw await notInPlace(request.workload, inventory);
  }
  const object = await readObject<WorkloadObject>(
    cluster,
    workloadPath(request.workload),
  );
  if (!object) {
    throw new NotFoundError(
      `${kind} ${namespace}/${name} is not in cluster ${cluster.name}. It was renamed or removed; scan again.`,
    );
  }
  // Findings and patch have to be about the same version, so it is not read a second time.
  const workload = await inventory.refresh(
    request.workload,
    object as KubernetesObject,
  );
  const owner = accountOf(sources.accounts, workload, cluster);
  const { id: accountId, handle: account } = owner;
  const accountName =
    (podSpec(object).serviceAccountName as string | undefined) ?? 'default';
  const consumers = await readConsumers(cluster, namespace);
  const self = `${kind}/${name}`;
  const usersOf = (serviceAccount: string) =>
    consumers.all
      .filter(
        consumer =>
          consumer.serviceAccounts.includes(serviceAccount) &&
          consumer.id !== self,
      )
      .map(({ id }) => id);
  const own = ownServiceAccountName(name);
  const [namespaceObject, serviceAccount, ownAccount, issuer, snapshot] =
    await Promise.all([
      readObject<Json>(cluster, objectPath(KINDS.Namespace, '', namespace)),
      readObject<Json>(
        cluster,
        objectPath(KINDS.ServiceAccount, namespace, accountName),
      ),
      readObject<Json>(
        cluster,
        objectPath(KINDS.ServiceAccount, namespace, own),
      ),
      cluster.issuer(),
      snapshotOf(
        owner,
        workload.keys.map(({ fingerprint }) => fingerprint),
      ),
    ]);
  const labels = ((namespaceObject?.metadata as Json | undefined)?.labels ??
    {}) as Record<string, string>;
  const template = { namespace, labels, object };
  const { user } = findUser(workload.keys, snapshot);
  const [webhook, rights, objects, bindings, partition, surroundings, mesh] =
    await Promise.all([
      readWebhook(cluster, template),
      readRights(cluster, request.workload),
      readObjectFacts({
        cluster,
        config,
        namespace,
        workload,
        object,
        consumers: consumers.all,
        self,
      }),
      readBindings(cluster, namespace, accountName),
      account?.partition() ?? 'aws',
      readSurroundings(cluster, namespace),
      readMesh(cluster, { object, namespaceLabels: labels }),
    ]);
  const partial = {
    request,
    workload,
    ...said,
    serviceAccount: {
      name: accountName,
      object: serviceAccount,
      otherUsers: usersOf(accountName),
      unknownUsers: consumers.unknown,
      bindings,
    },
    cluster: {
      name: cluster.name,
      issuer,
      setIssuer: cluster.config.issuer
        ? {
            key: settingOf(cluster.config, 'issuer'),
            discovered: await cluster.discoveredIssuer().catch(() => undefined),
          }
        : undefined,
      audience: audienceOf(serviceAccount) ?? cluster.config.audience,
      region: cluster.config.region ?? config.aws.region,
      version: await readVersion(cluster),
      principal: await cluster.principal().catch(() => undefined),
      podIdentities: await podIdentitiesIn(cluster, namespace),
      eks: await eksOf(cluster, sources.accounts),
    },
    settings: {
      rolePath: config.role.path,
      roleNamePrefix: config.role.namePrefix,
      boundaryArn: config.role.permissionsBoundary
        ?.replaceAll('{accountId}', accountId)
        .replaceAll('{partition}', partition),
      maxSessionDuration: config.role.maxSessionDurationSeconds,
      soakMs:
        request.soakDays === undefined
          ? config.soak.durationMs
          : request.soakDays * 86_400_000,
      rolloutTimeoutMs: config.migration.rolloutTimeoutMs,
      canary: request.canary ?? config.migration.canary,
      awsHalf: awsHalfSetting(config.migration, accountId),
    },
    account: {
      id: accountId,
      ...(owner.handle ? {} : { notConnected: owner.notConnected }),
      partition,
      snapshot,
    },
  };
  const refused = notAsWanted(partial);
  if (refused) {
    throw identityChoice(partial).because === 'notKnown'
      ? new ServiceUnavailableError(refused)
      : new InputError(refused);
  }
  const target = planTarget(partial);
  const { policyArn, roleArn } = target;
  const { boundaryArn } = partial.settings;
  // What the plan would be made of, or meet, is never as it was for another plan.
  if (account) {
    partial.account.snapshot = completeSnapshot(
      await withRoleAndProvider(account, snapshot, target, began),
    );
  }
  const [policy, boundary, resources, identityPolicies, clusterAccess, byEks] =
    await Promise.all([
      account && readPolicy(account, policyArn),
      // A plan goes on without; its check says that it is not known.
      !account || boundaryArn === undefined || boundaryArn === user?.boundaryArn
        ? undefined
        : readPolicy(account, boundaryArn).catch(() => undefined),
      account &&
        user &&
        readResourcePolicies({
          account,
          accountOf: id =>
            sources.accounts.has(id) ? sources.accounts.get(id) : undefined,
          user,
          roleArn,
        }),
      target.ownAccount
        ? readIdentityPolicies(cluster, {
            namespace,
            from: accountName,
            to: target.serviceAccountName,
          })
        : undefined,
      user && readClusterAccess(cluster, issuer, user.arn),
      account && target.identity.kind === 'podIdentity'
        ? readPodIdentity(
            cluster,
            target.first
              ? sources.accounts.get(target.first.accountId)
              : account,
            { namespace, target, object },
          )
        : undefined,
    ]);
  return {
    ...partial,
    object,
    namespaceLabels: labels,
    namespaceAnnotations: knownAnnotations(namespaceObject),
    ownServiceAccount: { name: own, object: ownAccount, users: usersOf(own) },
    objects,
    surroundings,
    identityPolicies,
    mesh,
    webhook,
    rights,
    podIdentity: byEks,
    account: {
      ...partial.account,
      policy,
      boundary,
      resources,
      clusterAccess,
    },
  };
}

async function snapshotOf(
  { id, handle }: PlanAccount,
  keys: readonly string[],
): Promise<IamSnapshot> {
  return handle
    ? completeSnapshot(await readWithKeys(handle, keys))
    : unreadSnapshot(id, new Date().toISOString());
}

/** Annotations of a namespace by which kube2iam, kiam, Linkerd and collectors decide; others are dropped. */
function knownAnnotations(namespace: Json | undefined): Record<string, string> {
  const { annotations = {} } = (namespace?.metadata ?? {}) as {
    annotations?: Record<string, string>;
  };
  return Object.fromEntries(
    Object.entries(annotations).filter(
      ([name]) =>
        name.startsWith(PROXY_ANNOTATIONS) ||
        LINKERD_ANNOTATIONS.includes(name) ||
        name === COLLECTOR_ANNOTATION,
    ),
  );
}

function audienceOf(serviceAccount: Json | undefined): string | undefined {
  const annotations = (serviceAccount?.metadata as Json | undefined)
    ?.annotations as Record<string, string> | undefined;
  return annotations?.['eks.amazonaws.com/audience'];
}

async function readVersion(
  cluster: ClusterHandle,
): Promise<string | undefined> {
  try {
    const { major, minor } = await cluster.request<{
      major?: string;
      minor?: string;
    }>({ path: '/version' });
    // EKS writes `31+`.
    return major && minor
      ? `${major}.${Number.parseInt(minor, 10)}`
      : undefined;
  } catch {
    return undefined;
  }
}

async function readPolicy(
  account: AccountHandle,
  arn: string,
): Promise<World['account']['policy']> {
  try {
    const { Policy } = await account.iam.send(
      new GetPolicyCommand({ PolicyArn: arn }),
    );
    const version = await account.iam.send(
      new GetPolicyVersionCommand({
        PolicyArn: arn,
        VersionId: Policy?.DefaultVersionId,
      }),
    );
    return {
      tags: Object.fromEntries(
        (Policy?.Tags ?? []).map(({ Key, Value }) => [Key ?? '', Value ?? '']),
      ),
      document: JSON.parse(
        decodeURIComponent(version.PolicyVersion?.Document ?? 'null'),
      ),
    };
  } catch (error) {
    if ((error as Error).name.startsWith('NoSuchEntity')) {
      return undefined;
    }
    throw new ServiceUnavailableError(
      `Policy ${arn} could not be read (${
        (error as Error).name
      }). Give the portal iam:GetPolicy and iam:GetPolicyVersion, or try again.`,
    );
  }
}

/**
 * What people can do instead: change the object that makes the Pods, or configure the resource as its software
 * documents.
 */
async function notInPlace(
  ref: PlanRequest['workload'],
  inventory: Inventory,
): Promise<InputError> {
  const known = await inventory.get(ref).catch(() => undefined);
  const kind = known ? kindName(ref.kind) : ref.kind;
  const remedy = known?.remedy;
  if (!known || known.serviceAccount.name) {
    return new InputError(
      `A ${kind} cannot be migrated in place. Change what makes it: choose a Deployment, StatefulSet, DaemonSet or CronJob.`,
    );
  }
  if (remedy?.text) {
    return new InputError(
      `A ${kind} of ${
        remedy.software
      } makes no Pods, so it is changed by hand. ${remedy.text}${
        remedy.source ? ` See ${remedy.source}` : ''
      }`,
    );
  }
  return new InputError(
    `A ${kind} makes no Pods, so there is nothing to give a role to. Find out who uses the key it holds, and give that a role.`,
  );
}
