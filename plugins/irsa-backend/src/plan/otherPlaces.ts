import { askTrust } from 'backstage-plugin-irsa-common';
import { isClusterError, readObject } from 'backstage-plugin-irsa-node';
import { ClusterRegistry } from '../clusters/types';
import { AlsoFed, OtherPlace, PlanExecution } from './types';
import { World } from './world/World';
import { WorkloadObject } from './world/podTemplate';
import { workloadPath } from './world/workloadPath';

/** Reads what other places that the files come to would need. Never throws for what a cluster does not say. */
export function readOtherPlaces(
  found: readonly AlsoFed[],
  execution: PlanExecution,
  world: World,
  clusters: Pick<ClusterRegistry, 'get'>,
): Promise<OtherPlace[]> {
  return Promise.all(
    found.map(async each => {
      const { cluster, isRead, why, words } = each;
      if (!isRead || cluster === undefined) {
        return {
          ...each,
          state: 'notKnown' as const,
          evidence: `${words}: ${
            why ?? 'what runs there cannot be looked at'
          }.`,
        };
      }
      try {
        return {
          ...each,
          ...(await judge({ ...each, cluster }, execution, world, clusters)),
        };
      } catch (error) {
        return {
          ...each,
          state: 'notKnown' as const,
          evidence: `${words}: it did not answer (${
            isClusterError(error) ? error.details.kind : (error as Error).name
          }).`,
        };
      }
    }),
  );
}

async function judge(
  { cluster: name, namespace, words }: AlsoFed & { cluster: string },
  { role, serviceAccount, provider, workload }: PlanExecution,
  { account }: World,
  clusters: Pick<ClusterRegistry, 'get'>,
): Promise<Pick<OtherPlace, 'state' | 'evidence'>> {
  const cluster = clusters.get(name);
  const [issuer, object] = await Promise.all([
    cluster.issuer(),
    readObject<WorkloadObject>(
      cluster,
      workloadPath({ ...workload, namespace }),
    ),
  ]);
  const subject = `system:serviceaccount:${namespace}:${serviceAccount.name}`;
  const { decision, reason } = askTrust(
    role.trustDocument,
    {
      kind: 'token',
      issuer,
      claims: { sub: subject, aud: provider.audience },
    },
    {
      accountId: account.id,
      partition: account.partition,
      providers: account.snapshot.providers,
    },
  );
  const there = object
    ? `${workload.kind} ${namespace}/${workload.name} runs there`
    : `no ${workload.kind} ${namespace}/${workload.name} is there by that name`;
  return {
    state: decision === 'allow' ? 'served' : 'refused',
    evidence: `${words}: ${there}; role ${role.name} ${
      decision === 'allow' ? 'lets' : 'does not let'
    } ${subject} of ${issuer} in${reason ? ` (${reason})` : ''}.`,
  };
}
