import { useNavigate, useParams } from 'react-router-dom';
import { useApi } from '@backstage/core-plugin-api';
import { irsaApiRef, unwrap } from '../../api';
import { useQuery } from '../../hooks';
import { ErrorPanel, PageSkeleton } from '../../ui';
import { PlanView } from './PlanView';
import { useIrsaPaths } from '../../hooks/useIrsaPaths';

/** One plan: what would change, what was checked, and the button that starts it. */
export function PlanPage() {
  const api = useApi(irsaApiRef);
  const navigate = useNavigate();
  const paths = useIrsaPaths();
  const { planId = '' } = useParams();
  const plan = useQuery(
    signal =>
      unwrap(
        api.GET('/plans/{planId}', { params: { path: { planId } }, signal }),
      ),
    [api, planId],
  );
  // The workload tells who manages it; the page lives without it.
  const workload = useQuery(
    async signal => {
      const ref = plan.data?.workload;
      return ref
        ? unwrap(
            api.GET('/workloads/{cluster}/{namespace}/{kind}/{name}', {
              params: { path: ref },
              signal,
            }),
          )
        : undefined;
    },
    [api, plan.data?.id],
  );

  if (plan.error) {
    return <ErrorPanel error={plan.error} onRetry={plan.reload} />;
  }
  if (!plan.data || plan.data.id !== planId) {
    return <PageSkeleton />;
  }
  return (
    <PlanView
      key={plan.data.id}
      plan={plan.data}
      manager={workload.data?.manager}
      onDiscarded={() => navigate(paths.workload(plan.data!.workload))}
    />
  );
}
