import {
  DetachRolePolicyCommand,
  ListAttachedRolePoliciesCommand,
} from '@aws-sdk/client-iam';
import { HostedRepository } from '@internal/sandbox';
import { clusterCall } from './clusterCall';
import { CrashWorld } from './CrashWorld';
import { rootOf } from './rootOf';

const ROLE_ANNOTATION = 'eks.amazonaws.com/role-arn';
/** Who merges and closes change requests. */
const PERSON = 'ingrid';

/** Somebody takes all policies off a role. */
export async function detachPolicies(
  { sandbox }: CrashWorld,
  roleArn: string,
): Promise<void> {
  const iam = rootOf(sandbox);
  const RoleName = roleArn.split('/').pop();
  const { AttachedPolicies = [] } = await iam.send(
    new ListAttachedRolePoliciesCommand({ RoleName }),
  );
  for (const { PolicyArn } of AttachedPolicies) {
    await iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn }));
  }
  iam.destroy();
}

/** IAM refuses a call from now on, until `allowAll`. */
export function refuse({ sandbox }: CrashWorld, action: string): void {
  sandbox.aws.faults.add({
    service: 'iam',
    action,
    count: Infinity,
    error: { code: 'AccessDenied', status: 403 },
  });
}

export function allowAll({ sandbox }: CrashWorld): void {
  sandbox.aws.faults.clear();
}

/**
 * Somebody deletes a Secret of the workload. Returns what takes the role off its ServiceAccount, and gives it the same values by a
 * Secret of another name.
 */
export async function takeSecret(
  { sandbox, settings }: CrashWorld,
  name: string,
): Promise<(otherName: string) => Promise<void>> {
  const { workload } = settings;
  const { namespace } = workload;
  const path = `/api/v1/namespaces/${namespace}/secrets/${name}`;
  const { data } = await clusterCall<{ data: object }>(sandbox, { path });
  await clusterCall(sandbox, { path, method: 'DELETE' });
  return async otherName => {
    await clusterCall(sandbox, {
      path: `/api/v1/namespaces/${namespace}/serviceaccounts/${workload.name}`,
      method: 'PATCH',
      type: 'application/merge-patch+json',
      body: { metadata: { annotations: { [ROLE_ANNOTATION]: null } } },
    });
    await sandbox.cluster(sandbox.clusters[0].name).apply([
      {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: otherName, namespace },
        data,
      },
    ]);
    await clusterCall(sandbox, {
      path: `/apis/apps/v1/namespaces/${namespace}/deployments/${workload.name}`,
      method: 'PATCH',
      type: 'application/json-patch+json',
      body: [
        {
          op: 'add',
          path: '/spec/template/spec/containers/0/envFrom',
          value: [{ secretRef: { name: otherName } }],
        },
      ],
    });
  };
}

/** The repository that the workload is kept in. */
function repositoryOf({ sandbox, settings }: CrashWorld): HostedRepository {
  const [repository] = sandbox.git?.host.repositories ?? [];
  if (!repository) {
    throw new Error(`The scenario ${settings.scenario} has no repository.`);
  }
  return repository;
}

/** Merges the latest change request, unless that is done. */
export async function mergeLatest(world: CrashWorld): Promise<void> {
  const repository = repositoryOf(world);
  const latest = repository.requests.at(-1);
  if (latest?.state === 'open') {
    await repository.merge(latest.number, PERSON);
  }
}

/** Closes the latest change request without a merge. */
export function closeLatest(world: CrashWorld): void {
  const repository = repositoryOf(world);
  repository.close(repository.requests.length, PERSON);
}
