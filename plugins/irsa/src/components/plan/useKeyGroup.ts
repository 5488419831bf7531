import { useCallback, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { KeyHolder, Plan } from 'backstage-plugin-irsa-common';
import { IrsaError, irsaApiRef, unwrap } from '../../api';
import { useAction } from '../../hooks';

/** Another workload with the same key, and how far its own plan has come. */
export interface GroupMember {
  holder: KeyHolder;
  plan?: Plan;
  /** Why its plan could not be made, or its migration not be started. */
  error?: IrsaError;
  migrationId?: string;
  acknowledged: string[];
  /** One for each member: pressed twice, one migration is started. */
  idempotencyKey: string;
}

/**
 * Plans for the others that have a key, and the start of all of them in one go. Each is a migration of its own, with the
 * permissions and checks of its own: one that is refused does not keep the others.
 */
export function useKeyGroup() {
  const api = useApi(irsaApiRef);
  const [members, setMembers] = useState<GroupMember[]>([]);
  const change = useCallback(
    (id: string, changes: Partial<GroupMember>) =>
      setMembers(old =>
        old.map(member =>
          member.holder.id === id ? { ...member, ...changes } : member,
        ),
      ),
    [],
  );

  const gather = useAction(async (holders: KeyHolder[]) => {
    setMembers(
      holders.map(holder => ({
        holder,
        acknowledged: [],
        idempotencyKey: crypto.randomUUID(),
      })),
    );
    for (const { id, workload } of holders) {
      try {
        const plan = await unwrap(api.POST('/plans', { body: { workload } }));
        change(id, { plan });
      } catch (error) {
        change(id, { error: IrsaError.from(error) });
      }
    }
  });

  /** Starts these. Answers whether all were started. */
  const start = useCallback(
    async (ready: GroupMember[]): Promise<boolean> => {
      let isWhole = true;
      for (const { holder, plan, acknowledged, idempotencyKey } of ready) {
        try {
          const migration = await unwrap(
            api.POST('/migrations', {
              body: {
                planId: plan!.id,
                planHash: plan!.hash,
                idempotencyKey,
                acknowledgements: acknowledged,
              },
            }),
          );
          change(holder.id, { migrationId: migration.id, error: undefined });
        } catch (error) {
          isWhole = false;
          change(holder.id, { error: IrsaError.from(error) });
        }
      }
      return isWhole;
    },
    [api, change],
  );
  return { members, gather, start, change };
}
