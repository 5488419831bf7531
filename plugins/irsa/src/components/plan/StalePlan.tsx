import { Alert, Button, ButtonLink } from '@backstage/ui';
import { IrsaError } from '../../api';
import { useIrsaPaths, useT } from '../../hooks';
import { DiffView, Panel, Stack } from '../../ui';

/** A plan that no longer fits the world: what moved, and the way on. */
export function StalePlan(props: { error: IrsaError; onRenew: () => void }) {
  const t = useT();
  const paths = useIrsaPaths();
  const { error } = props;
  if (error.migrationId && !error.changedSince) {
    return (
      <Alert
        role="alert"
        status="warning"
        icon
        title={t('plan.stale.locked')}
        description={error.message}
        customActions={
          <ButtonLink
            size="small"
            variant="primary"
            href={paths.migration(error.migrationId)}
          >
            {t('plan.openMigration')}
          </ButtonLink>
        }
      />
    );
  }
  return (
    <Stack>
      <Alert
        role="alert"
        status="warning"
        icon
        title={t('plan.stale.title')}
        description={t('plan.stale.text')}
        customActions={
          error.newPlanId ? (
            <ButtonLink
              size="small"
              variant="primary"
              href={paths.plan(error.newPlanId)}
            >
              {t('plan.stale.use')}
            </ButtonLink>
          ) : (
            <Button size="small" variant="primary" onPress={props.onRenew}>
              {t('plan.newPlan')}
            </Button>
          )
        }
      />
      {error.changedSince?.map(drift => (
        <Panel key={drift.object} title={drift.object}>
          <DiffView
            title={drift.object}
            before={withNewline(drift.before)}
            after={withNewline(drift.after)}
          />
        </Panel>
      ))}
    </Stack>
  );
}

function withNewline(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}
