import { useMemo, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { useApi } from '@backstage/core-plugin-api';
import { Plan } from 'backstage-plugin-irsa-common';
import { IrsaError, irsaApiRef, unwrap } from '../../api';
import { useAction, useCreatePlan, useIrsaPaths } from '../../hooks';

/**
 * What can be done with a plan: start it, discard it, make a new one.
 *
 * @param acknowledged - ids of the warnings that the reader has ticked
 */
export function usePlanActs(
  plan: Plan,
  acknowledged: string[],
  onDiscarded: () => void,
) {
  const api = useApi(irsaApiRef);
  const navigate = useNavigate();
  const paths = useIrsaPaths();
  const renew = useCreatePlan();
  /** The refusal of a start because the world is no longer as planned. */
  const [stale, setStale] = useState<IrsaError>();
  // One key for this visit: pressing twice, or again after a lost answer, starts one migration.
  const idempotencyKey = useMemo(() => crypto.randomUUID(), []);

  const start = useAction(async () => {
    try {
      const migration = await unwrap(
        api.POST('/migrations', {
          body: {
            planId: plan.id,
            planHash: plan.hash,
            idempotencyKey,
            acknowledgements: acknowledged,
          },
        }),
      );
      navigate(paths.migration(migration.id), { replace: true });
    } catch (error) {
      if (error instanceof IrsaError && error.status === 409) {
        setStale(error);
        return;
      }
      throw error;
    }
  });
  const discard = useAction(async () => {
    await unwrap(
      api.DELETE('/plans/{planId}', { params: { path: { planId: plan.id } } }),
    );
    onDiscarded();
  });
  return { start, discard, renew, stale };
}

export type PlanActs = ReturnType<typeof usePlanActs>;
