import { ButtonLink } from '@backstage/ui';
import {
  Workload,
  irsaMigrationCreatePermission,
} from '@internal/plugin-irsa-common';
import { useAllowed, useCreatePlan, useIrsaPaths, useT } from '../../hooks';
import { ErrorPanel, ReasonedButton } from '../../ui';
import { whyNotPlannable } from './workloadWords';

const withMigration: Workload['status'][] = [
  'running',
  'soaking',
  'keyOff',
  'failed',
];

/** The one thing to do with a workload next: look at its migration, or review a plan. */
export function WorkloadAction(props: {
  workload: Workload;
  variant?: 'primary' | 'secondary';
}) {
  const t = useT();
  const paths = useIrsaPaths();
  const plan = useCreatePlan();
  const allowed = useAllowed(irsaMigrationCreatePermission);
  const { workload } = props;
  const name = `${workload.namespace}/${workload.name}`;

  if (workload.migrationId && withMigration.includes(workload.status)) {
    return (
      <ButtonLink
        size="small"
        variant="secondary"
        href={paths.migration(workload.migrationId)}
        aria-label={t('services.openMigrationOf', { name })}
      >
        {t('services.openMigration')}
      </ButtonLink>
    );
  }
  return (
    <>
      <ReasonedButton
        size="small"
        variant={props.variant ?? 'secondary'}
        aria-label={t('services.reviewPlanOf', { name })}
        isPending={plan.isPending}
        isDisabled={!allowed.isAllowed}
        reason={whyNotPlannable(t, workload) ?? allowed.reason}
        onPress={() =>
          plan.run({
            workload: {
              cluster: workload.cluster,
              namespace: workload.namespace,
              kind: workload.kind,
              name: workload.name,
            },
          })
        }
      >
        {t('services.reviewPlan')}
      </ReasonedButton>
      {plan.error && <ErrorPanel error={plan.error} isAct />}
    </>
  );
}
