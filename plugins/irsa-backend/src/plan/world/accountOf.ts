import { Workload } from 'backstage-plugin-irsa-common';
import { AccountHandle, AccountRegistry } from '../../accounts/types';
import { ClusterHandle } from '../../clusters/types';
import { settingOf } from '../../clusters/settingOf';
import { World } from './World';

/** The account of a plan: the portal can ask it, or it cannot and a plan says so. */
export type PlanAccount =
  | { handle: AccountHandle; id: string }
  | { handle?: undefined; id: string; notConnected: NotConnected };

type NotConnected = NonNullable<World['account']['notConnected']>;

/**
 * The account that the id of the key names, else the one of the cluster, else the only one. Its number is empty when nothing tells which
 * one it is.
 */
export function accountOf(
  accounts: Pick<AccountRegistry, 'all' | 'get' | 'has'>,
  workload: Pick<Workload, 'keys'>,
  cluster: Pick<ClusterHandle, 'config'>,
): PlanAccount {
  const byKey = workload.keys.find(({ accountId }) => accountId);
  const id = byKey?.accountId ?? cluster.config.accountId;
  if (id) {
    return accounts.has(id)
      ? { handle: accounts.get(id), id }
      : {
          id,
          notConnected: {
            keyLast4: byKey?.last4,
            setting: settingOf(cluster.config, 'accountId'),
          },
        };
  }
  const [only, ...others] = accounts.all();
  return only && others.length === 0
    ? { handle: only, id: only.accountId }
    : {
        id: '',
        notConnected: {
          keyLast4: workload.keys[0]?.last4,
          setting: settingOf(cluster.config, 'accountId'),
        },
      };
}
