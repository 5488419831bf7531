import { ButtonLink } from '@backstage/ui';
import {
  Workload,
  irsaMigrationCreatePermission,
} from 'backstage-plugin-irsa-common';
import { useAllowed, useCreatePlan, useIrsaPaths, useT } from '../../hooks';
import { ErrorPanel, ReasonedButton } from '../../ui';
import { Remedy } from './workload/RemedyPanel';
import { runsPods, whyNotPlannable, workloadName } from './workloadWords';

const withMigration: Workload['status'][] = [
  'running',
  'soaking',
  'keyOff',
  'failed',
];
/** Statuses in which the migration has nothing left to do. */
const over: Workload['migrationStatus'][] = [
  'retired',
  'rolledBack',
  'failed',
  'closed',
];

/** True also while a migration goes on that the status hides, because a static key is back. */
function hasMigration({ migrationId, migrationStatus, status }: Workload) {
  return (
    migrationId !== undefined &&
    (withMigration.includes(status) ||
      (migrationStatus !== undefined && !over.includes(migrationStatus)))
  );
}

/**
 * The one thing to do with a workload next: look at its migration, review a plan, read why nothing is known of it, or
 * how its software does without a key.
 */
export function WorkloadAction(props: {
  workload: Workload & { remedy?: Remedy };
  variant?: 'primary' | 'secondary';
  /** On the page of the workload itself nothing leads to that page. */
  isOnPage?: boolean;
}) {
  const t = useT();
  const paths = useIrsaPaths();
  const { workload } = props;
  const name = workloadName(workload);

  if (hasMigration(workload)) {
    return (
      <ButtonLink
        size="small"
        variant="secondary"
        href={paths.migration(workload.migrationId!)}
        aria-label={t('services.openMigrationOf', { name })}
      >
        {t('services.openMigration')}
      </ButtonLink>
    );
  }
  const isUnknown = workload.status === 'unknown';
  if (runsPods(workload) && !(isUnknown && !props.isOnPage)) {
    return <ReviewPlan workload={workload} variant={props.variant} />;
  }
  if (props.isOnPage) {
    return null;
  }
  const recipe = workload.remedy
    ? [t('services.recipe'), t('services.recipeOf', { name })]
    : [t('services.open'), t('services.openOf', { name })];
  const [words, label] = isUnknown
    ? [t('action.showWhy'), t('services.showWhyOf', { name })]
    : recipe;
  return (
    <ButtonLink
      size="small"
      variant="secondary"
      href={paths.workload(workload)}
      aria-label={label}
    >
      {words}
    </ButtonLink>
  );
}

function ReviewPlan(props: {
  workload: Workload;
  variant?: 'primary' | 'secondary';
}) {
  const t = useT();
  const plan = useCreatePlan();
  const allowed = useAllowed(irsaMigrationCreatePermission, props.workload.id);
  const { cluster, namespace, kind, name } = props.workload;
  return (
    <>
      <ReasonedButton
        size="small"
        variant={props.variant ?? 'secondary'}
        aria-label={t('services.reviewPlanOf', {
          name: workloadName(props.workload),
        })}
        isPending={plan.isPending}
        isDisabled={!allowed.isAllowed}
        reason={whyNotPlannable(t, props.workload) ?? allowed.reason}
        onPress={() =>
          plan.run({ workload: { cluster, namespace, kind, name } })
        }
      >
        {t('services.reviewPlan')}
      </ReasonedButton>
      {plan.error && <ErrorPanel error={plan.error} isAct />}
    </>
  );
}
