import {
  Workload,
  irsaMigrationCreatePermission,
} from 'backstage-plugin-irsa-common';
import { useAllowed, useCreatePlan, useIrsaPaths, useT } from '../../hooks';
import { ErrorPanel, ReasonedButton, RowButton, RowLink } from '../../ui';
import { Remedy } from './workload/RemedyPanel';
import {
  hasPlans,
  isMovedByHand,
  whyNotPlannable,
  workloadName,
} from './workloadWords';

const withMigration: Workload['status'][] = [
  'running',
  'soaking',
  'keyOff',
  'kept',
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
 * how it does without a key where no plan can be made.
 */
export function WorkloadAction(props: {
  workload: Workload & { remedy?: Remedy };
  /** Absent in a row of the list, which has no room and no time for a large one. */
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
      <RowLink
        look="button"
        to={paths.migration(workload.migrationId!)}
        aria-label={t('services.openMigrationOf', { name })}
      >
        {t('services.openMigration')}
      </RowLink>
    );
  }
  const isUnknown = workload.status === 'unknown';
  if (hasPlans(workload) && !(isUnknown && !props.isOnPage)) {
    return <ReviewPlan workload={workload} variant={props.variant} />;
  }
  if (props.isOnPage) {
    return null;
  }
  const isTold = workload.remedy !== undefined || isMovedByHand(workload);
  const recipe = isTold
    ? [t('services.recipe'), t('services.recipeOf', { name })]
    : [t('services.open'), t('services.openOf', { name })];
  const [words, label] = isUnknown
    ? [t('action.showWhy'), t('services.showWhyOf', { name })]
    : recipe;
  return (
    <RowLink look="button" to={paths.workload(workload)} aria-label={label}>
      {words}
    </RowLink>
  );
}

function ReviewPlan(props: {
  workload: Workload;
  variant?: 'primary' | 'secondary';
}) {
  const t = useT();
  const plan = useCreatePlan();
  const allowed = useAllowed(irsaMigrationCreatePermission, props.workload.id);
  const { variant, workload } = props;
  const { cluster, namespace, kind, name } = workload;
  const button = {
    'aria-label': t('services.reviewPlanOf', { name: workloadName(workload) }),
    isPending: plan.isPending,
    isDisabled: !allowed.isAllowed,
    reason: whyNotPlannable(t, workload) ?? allowed.reason,
    onPress: () => plan.run({ workload: { cluster, namespace, kind, name } }),
    children: t('services.reviewPlan'),
  };
  return (
    <>
      {variant ? (
        <ReasonedButton size="small" variant={variant} {...button} />
      ) : (
        <RowButton {...button} />
      )}
      {plan.error && <ErrorPanel error={plan.error} isAct />}
    </>
  );
}
