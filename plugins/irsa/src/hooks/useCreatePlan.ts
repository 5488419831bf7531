import { useApi } from '@backstage/core-plugin-api';
import { PlanRequest } from 'backstage-plugin-irsa-common';
import { irsaApiRef, unwrap } from '../api';
import { useAction } from './useAction';
import { useIrsaPaths } from './useIrsaPaths';
import { usePortalLinks } from './usePortalLinks';

/** Makes a plan (which changes nothing) and opens it. */
export function useCreatePlan() {
  const api = useApi(irsaApiRef);
  const paths = useIrsaPaths();
  const { goTo } = usePortalLinks();
  return useAction(async (request: PlanRequest) => {
    const plan = await unwrap(api.POST('/plans', { body: request }));
    goTo(paths.plan(plan.id));
  });
}
